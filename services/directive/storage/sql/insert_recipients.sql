-- Inserts all recipients of one directive.
INSERT INTO recipient (directive_id, ordinal, name, purpose, span)
SELECT $1::uuid, t.ordinal, t.name, t.purpose, t.span::bigint[]
  FROM unnest($2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS t(name, purpose, span, ordinal)
