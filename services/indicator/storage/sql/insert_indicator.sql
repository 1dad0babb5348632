-- Adds an indicator to the catalogue.
INSERT INTO indicator (id, code, name, kind, measure, over_time, description, created_at)
VALUES ($1::uuid, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text, $8::timestamptz);
