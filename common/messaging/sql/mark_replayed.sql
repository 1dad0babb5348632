-- A dead letter that took effect after all.
UPDATE dead_letter SET replayed_at = $3::timestamptz WHERE consumer = $1::text AND fact_id = $2::uuid;
