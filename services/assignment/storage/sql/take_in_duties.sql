-- Recurring duties from other cells; for a succession ($1) what their units had before is kept. Where several bring the same duty, the
-- latest occurrence counts.
WITH given AS (
  SELECT DISTINCT ON (g.task_id, g.unit_id) g.task_id, g.unit_id, g.latest_on, g.make_next_on
  FROM unnest($2::uuid[], $3::uuid[], $4::date[], $5::date[]) AS g(task_id, unit_id, latest_on, make_next_on)
  ORDER BY g.task_id, g.unit_id, g.latest_on DESC, g.make_next_on DESC
), kept AS (
  INSERT INTO passed_duty (succession_id, group_unit_id, task_id, unit_id, latest_on, make_next_on)
  SELECT $1::uuid, given.unit_id, given.task_id, given.unit_id, own.latest_on, own.make_next_on
  FROM given
  LEFT JOIN duty_unit AS own ON own.task_id = given.task_id AND own.unit_id = given.unit_id
  WHERE $1::uuid IS NOT NULL
  ON CONFLICT ON CONSTRAINT passed_duty_pkey DO NOTHING
)
INSERT INTO duty_unit (task_id, unit_id, level, latest_on, make_next_on)
SELECT given.task_id, given.unit_id, unit.level, given.latest_on, given.make_next_on
FROM given
JOIN unit ON unit.id = given.unit_id
ON CONFLICT (task_id, unit_id) DO UPDATE
SET latest_on = excluded.latest_on, make_next_on = excluded.make_next_on
WHERE (duty_unit.latest_on, duty_unit.make_next_on) < (excluded.latest_on, excluded.make_next_on)
