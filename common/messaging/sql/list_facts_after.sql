-- The facts of a stream above a number, in order, as many as $3 rows and 4 MB allow, but at least one.
SELECT number, fact_id, type, fact_time, trace, payload
FROM (
  SELECT f.*, sum(octet_length(f.payload)) OVER (ORDER BY f.number) AS bytes, row_number() OVER (ORDER BY f.number) AS place
  FROM (
    SELECT number, fact_id, type, fact_time, trace, payload FROM outbox
    WHERE destination = $1::text AND number > $2::bigint
    ORDER BY number LIMIT $3::integer
  ) AS f
) AS g
WHERE bytes <= 4194304 OR place = 1
ORDER BY number;
