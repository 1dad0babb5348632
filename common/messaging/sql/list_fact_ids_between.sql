-- The ids of a stream's facts above one number and up to another, in order.
SELECT number, fact_id FROM outbox WHERE destination = $1::text AND number > $2::bigint AND number <= $3::bigint ORDER BY number;
