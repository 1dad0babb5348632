-- Raises a watermark from $4 over all numbers that follow one another in the inbox.
UPDATE watermark SET number = (
  SELECT COALESCE(max(n.number), $4::bigint)
  FROM (
    SELECT i.number, dense_rank() OVER (ORDER BY i.number) AS place FROM inbox AS i
    WHERE i.consumer = $1::text AND i.stream = $2::text AND i.generation = $3::text AND i.number > $4::bigint
  ) AS n
  WHERE n.number = $4::bigint + n.place
)
WHERE consumer = $1::text AND stream = $2::text AND generation = $3::text
RETURNING number;
