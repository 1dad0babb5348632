-- Enters facts into the inbox; returns those that were not in it. A fact that another transaction is entering is waited for.
INSERT INTO inbox (consumer, fact_id, stream, generation, number, received_at)
SELECT $1::text, f.fact_id, $2::text, f.generation, f.number, $6::timestamptz
FROM unnest($3::uuid[], $4::text[], $5::bigint[]) WITH ORDINALITY AS f (fact_id, generation, number, position)
ORDER BY f.position
ON CONFLICT (consumer, fact_id) DO NOTHING
RETURNING fact_id;
