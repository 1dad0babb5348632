-- One target, for a change: nobody else changes it until the transaction ends.
SELECT t.id, t.directive_id, t.directive_number, t.unit_id, t.text, t.comparator, trim_scale(t.value) AS value, t.measure, t.from_year,
       t.to_year, t.indicator_id, coalesce(i.code, '') AS indicator_code, t.version
FROM target t LEFT JOIN indicator i ON i.id = t.indicator_id
WHERE t.id = $1::uuid
FOR UPDATE OF t;
