-- Remembers why the last attempt at a fact failed.
UPDATE delivery_attempt SET last_error = $3::text WHERE consumer = $1::text AND fact_id = $2::uuid;
