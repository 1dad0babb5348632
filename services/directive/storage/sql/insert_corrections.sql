-- Keeps the fields that one request changed.
INSERT INTO correction (directive_id, version, position, field, value_before, value_after, at, unit_id, caller, undoes)
SELECT $1::uuid, $2::bigint, t.position, t.field, t.value_before, t.value_after, $6::timestamptz, $7::uuid, $8, $9::bigint
  FROM unnest($3::text[], $4::text[], $5::text[]) WITH ORDINALITY AS t(field, value_before, value_after, position)
