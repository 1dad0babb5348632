-- Facts that came again under another generation or number: the watermark counts them where they are now.
UPDATE inbox AS i SET stream = $2::text, generation = f.generation, number = f.number
FROM unnest($3::uuid[], $4::text[], $5::bigint[]) AS f (fact_id, generation, number)
WHERE i.consumer = $1::text AND i.fact_id = f.fact_id
  AND (i.stream, i.generation, i.number) IS DISTINCT FROM ($2::text, f.generation, f.number);
