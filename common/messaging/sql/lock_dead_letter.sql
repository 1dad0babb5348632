-- One waiting dead letter, for replay; no row where it is gone or somebody else replays it.
SELECT fact_id, stream, generation, number, type, fact_time, source, trace, payload, reason, attempts, dead_at
FROM dead_letter
WHERE consumer = $1::text AND fact_id = $2::uuid AND replayed_at IS NULL
FOR UPDATE SKIP LOCKED;
