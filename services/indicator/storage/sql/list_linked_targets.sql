-- A unit's targets for a year that are linked to an indicator. From $3 on what the caller may see: everything, or what is of, or below,
-- one of some units.
SELECT t.id, t.directive_id, t.directive_number, t.unit_id, t.text, t.comparator, trim_scale(t.value) AS value, t.measure, t.from_year,
       t.to_year, t.indicator_id, coalesce(i.code, '') AS indicator_code, t.version
FROM target t JOIN indicator i ON i.id = t.indicator_id
WHERE t.unit_id = $1::uuid
  AND t.from_year <= $2::integer
  AND (t.to_year = 0 OR t.to_year >= $2)
  AND ($3::boolean
       OR t.unit_id = ANY ($4::uuid[])
       OR t.unit_id IN (SELECT u.id FROM unit u WHERE u.superior_ids && $5::uuid[]))
ORDER BY t.created_at, t.id;
