-- Adds a record and gives it to the sealer.
WITH record AS (
  INSERT INTO audit_record (at, subject, name, unit_id, method, object_type, object_id, before, after, request_id, address, trace,
                            object_unit_id)
  VALUES ($1::timestamptz, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text, $8::text, $9::text, $10::text, $11::text, $12::text,
          $13::text)
  RETURNING seq
)
INSERT INTO audit_unsealed (seq) SELECT seq FROM record;
