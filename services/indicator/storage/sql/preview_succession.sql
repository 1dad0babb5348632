-- Counts the numbers and targets of units that end by a succession.
WITH ending AS (
  SELECT edge.from_unit_id AS unit_id, cardinality(edge.to_unit_ids) > 1 AS is_divided
  FROM succession
  JOIN succession_edge AS edge ON edge.succession_id = succession.id AND edge.version = succession.version
  WHERE succession.id = $1::uuid
),
reported AS (
  SELECT e.unit_id, e.is_divided, count(*) AS reports FROM ending e JOIN report r ON r.unit_id = e.unit_id GROUP BY e.unit_id, e.is_divided
),
held AS (
  SELECT e.is_divided, count(*) AS held FROM ending e JOIN value_revision v ON v.unit_id = e.unit_id AND v.is_current GROUP BY e.is_divided
)
SELECT (SELECT count(*) FROM reported) AS units, (SELECT coalesce(sum(r.reports), 0)::bigint FROM reported r) AS reports,
       (SELECT coalesce(sum(h.held), 0)::bigint FROM held h) AS held,
       (SELECT coalesce(sum(h.held), 0)::bigint FROM held h WHERE h.is_divided) AS divided_values,
       (SELECT count(*) FROM reported r WHERE r.is_divided) AS divided_units,
       (SELECT count(*) FROM ending e JOIN target t ON t.unit_id = e.unit_id) AS targets;
