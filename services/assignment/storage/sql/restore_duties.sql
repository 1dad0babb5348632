-- Gives both sides of a succession the recurring duties that they had.
WITH gone AS (
  DELETE FROM passed_duty
  WHERE succession_id = $1 AND group_unit_id = ANY ($2::uuid[])
  RETURNING task_id, unit_id, latest_on, make_next_on
), removed AS (
  DELETE FROM duty_unit
  USING gone
  WHERE duty_unit.task_id = gone.task_id AND duty_unit.unit_id = gone.unit_id AND gone.latest_on IS NULL
)
INSERT INTO duty_unit (task_id, unit_id, level, latest_on, make_next_on)
SELECT gone.task_id, gone.unit_id, unit.level, gone.latest_on, gone.make_next_on
FROM gone
JOIN unit ON unit.id = gone.unit_id
WHERE gone.latest_on IS NOT NULL
ON CONFLICT (task_id, unit_id) DO UPDATE
SET latest_on = excluded.latest_on, make_next_on = excluded.make_next_on
