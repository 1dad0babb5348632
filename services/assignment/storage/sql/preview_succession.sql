-- Counts what a succession does to assignments and duties, by the plan that is here: what is open, how much of it goes to an heir, how
-- many assignments remain of that, and what nobody takes over: in all and, as arrays side by side, of each unit.
WITH edge AS (
  SELECT edge.from_unit_id, edge.heir_unit_id
  FROM succession
  JOIN succession_edge AS edge ON edge.succession_id = succession.id AND edge.version = succession.version
  WHERE succession.id = $1
), open AS (
  SELECT assignment.task_id, assignment.occurrence_on, assignment.unit_id, edge.heir_unit_id
  FROM edge
  JOIN assignment ON assignment.unit_id = edge.from_unit_id
  WHERE assignment.state NOT IN ('COMPLETED', 'CANCELLED', 'TRANSFERRED')
), duty AS (
  SELECT edge.from_unit_id AS unit_id, edge.heir_unit_id FROM edge JOIN duty_unit ON duty_unit.unit_id = edge.from_unit_id
), conflict AS (
  SELECT unit_id, count(*) FILTER (WHERE NOT is_duty) AS open, count(*) FILTER (WHERE is_duty) AS duties
  FROM (SELECT unit_id, false AS is_duty FROM open WHERE heir_unit_id IS NULL
        UNION ALL SELECT unit_id, true FROM duty WHERE heir_unit_id IS NULL) AS one
  GROUP BY unit_id
)
SELECT (SELECT count(*) FROM open) AS open,
       (SELECT count(DISTINCT unit_id) FROM open) AS units,
       (SELECT count(*) FROM open WHERE heir_unit_id IS NOT NULL) AS transferred,
       (SELECT count(*) FROM (SELECT DISTINCT task_id, occurrence_on, heir_unit_id FROM open WHERE heir_unit_id IS NOT NULL) AS r)
         AS remaining,
       (SELECT count(*) FROM open WHERE heir_unit_id IS NULL) AS conflicts,
       (SELECT count(DISTINCT unit_id) FROM open WHERE heir_unit_id IS NULL) AS conflict_units,
       (SELECT count(*) FROM duty) AS duties,
       (SELECT count(*) FROM duty WHERE heir_unit_id IS NULL) AS duty_conflicts,
       ARRAY(SELECT unit_id FROM conflict ORDER BY unit_id) AS unit_ids,
       ARRAY(SELECT open FROM conflict ORDER BY unit_id) AS unit_open,
       ARRAY(SELECT duties FROM conflict ORDER BY unit_id) AS unit_duties
