-- What the kept totals of one level come to, to hold against the recomputation.
SELECT count(*) AS totals, coalesce(sum(r.numerator), 0)::bigint AS numerator
FROM roll_up r JOIN unit u ON u.id = r.unit_id
WHERE u.level = $1::text;
