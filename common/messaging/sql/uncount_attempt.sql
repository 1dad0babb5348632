-- Takes an attempt back that failed for a reason that is not the fact's.
UPDATE delivery_attempt SET attempts = attempts - 1 WHERE consumer = $1::text AND fact_id = $2::uuid;
