-- Reads a watermark to raise it. The raise need not be durable: it can be computed again.
SELECT number, set_config('synchronous_commit', 'off', true) FROM watermark
WHERE consumer = $1::text AND stream = $2::text AND generation = $3::text
FOR UPDATE;
