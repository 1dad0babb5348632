-- How many units at or below one are expected to report for a period that ends on a day (domain/reporting.h).
SELECT count(*) AS expected
FROM unit u
WHERE u.level = 'COMMUNE' AND u.kind = 'UBND'
  AND (u.id = $1::uuid OR u.superior_ids @> ARRAY[$1::uuid])
  AND (u.valid_from IS NULL OR u.valid_from <= $2::date)
  AND (u.valid_to IS NULL OR u.valid_to > $2::date);
