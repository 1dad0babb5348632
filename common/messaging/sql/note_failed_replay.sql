-- A dead letter whose replay failed too, and why.
UPDATE dead_letter SET attempts = attempts + 1, reason = $3::text WHERE consumer = $1::text AND fact_id = $2::uuid;
