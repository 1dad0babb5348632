-- Adds records, in this order, and gives them to the sealer.
WITH record AS (
  INSERT INTO audit_record (at, subject, name, unit_id, method, object_type, object_id, before, after, request_id, address, trace,
                            object_unit_id)
  SELECT a.at, a.subject, a.name, a.unit_id, a.method, a.object_type, a.object_id, a.before, a.after, a.request_id, a.address, a.trace,
         a.object_unit_id
  FROM unnest($1::timestamptz[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
              $10::text[], $11::text[], $12::text[], $13::text[])
    WITH ORDINALITY AS a (at, subject, name, unit_id, method, object_type, object_id, before, after, request_id, address, trace,
                          object_unit_id, place)
  ORDER BY a.place
  RETURNING seq
)
INSERT INTO audit_unsealed (seq) SELECT seq FROM record;
