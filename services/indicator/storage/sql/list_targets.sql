-- One page of the targets of a unit, a directive or both, in the order in which they came. From $5 on what the caller may see:
-- everything, or what is of, or below, one of some units.
SELECT t.id, t.directive_id, t.directive_number, t.unit_id, t.text, t.comparator, trim_scale(t.value) AS value, t.measure, t.from_year,
       t.to_year, t.indicator_id, coalesce(i.code, '') AS indicator_code, t.version
FROM target t LEFT JOIN indicator i ON i.id = t.indicator_id
WHERE ($1::uuid IS NULL OR t.unit_id = $1)
  AND ($2::uuid IS NULL OR t.directive_id = $2)
  AND ($3::uuid IS NULL OR (t.created_at, t.id) > (SELECT a.created_at, a.id FROM target a WHERE a.id = $3))
  AND ($5::boolean
       OR t.unit_id = ANY ($6::uuid[])
       OR t.unit_id IN (SELECT u.id FROM unit u WHERE u.superior_ids && $7::uuid[]))
ORDER BY t.created_at, t.id
LIMIT $4::integer;
