-- How many bodies below a unit exist on a day or later.
SELECT count(DISTINCT u.id) AS bodies
FROM unit_state s
JOIN unit u ON u.id = s.unit_id
WHERE s.superior_ids @> ARRAY[$1::uuid] AND (s.valid_to IS NULL OR s.valid_to > $2::date)
  AND u.continued_by IS NULL AND (u.valid_to IS NULL OR u.valid_to > $2)
