-- The recurring duty that an assignment is an occurrence of goes with it to another unit; also one that rests, as its unit ended without
-- an heir. Returned where the unit is of another level than these ($3): it goes on elsewhere.
WITH occurrence AS (
  SELECT assignment.task_id, assignment.unit_id FROM assignment WHERE assignment.id = $1
), gone AS (
  DELETE FROM duty_unit
  USING occurrence
  WHERE duty_unit.task_id = occurrence.task_id AND duty_unit.unit_id = occurrence.unit_id
  RETURNING duty_unit.task_id, duty_unit.latest_on, duty_unit.make_next_on
), source AS (
  SELECT task_id, latest_on, make_next_on FROM gone
  UNION ALL
  SELECT rests.task_id, rests.latest_on, rests.make_next_on
  FROM passed_duty AS rests
  JOIN occurrence ON occurrence.task_id = rests.task_id AND occurrence.unit_id = rests.unit_id
  JOIN enacted_edge AS edge
    ON edge.succession_id = rests.succession_id AND edge.from_unit_id = rests.unit_id AND edge.heir_unit_id IS NULL
), put AS (
  INSERT INTO duty_unit (task_id, unit_id, level, latest_on, make_next_on)
  SELECT source.task_id, unit.id, unit.level, max(source.latest_on), max(source.make_next_on)
  FROM source
  JOIN unit ON unit.id = $2 AND unit.level = ANY ($3::text[])
  GROUP BY source.task_id, unit.id, unit.level
  ON CONFLICT (task_id, unit_id) DO NOTHING
)
SELECT source.task_id, unit.id AS heir_unit_id, unit.level AS heir_level, max(source.latest_on) AS latest_on,
       max(source.make_next_on) AS make_next_on
FROM source
JOIN unit ON unit.id = $2 AND unit.level <> ALL ($3::text[])
GROUP BY source.task_id, unit.id, unit.level
