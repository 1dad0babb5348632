-- Dead letters that wait, oldest first, after a given one.
SELECT fact_id, stream, generation, number, type, fact_time, source, trace, payload, reason, attempts, dead_at
FROM dead_letter
WHERE consumer = $1::text AND replayed_at IS NULL
  AND ($2::uuid IS NULL
       OR (dead_at, fact_id) > (SELECT a.dead_at, a.fact_id FROM dead_letter AS a WHERE a.consumer = $1::text AND a.fact_id = $2::uuid))
ORDER BY dead_at, fact_id
LIMIT $3::integer;
