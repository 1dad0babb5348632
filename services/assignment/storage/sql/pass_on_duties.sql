-- Recurring duties of units that end go to their heirs, or rest where there is none; what was on both sides is kept. Where several bring
-- the same duty, the latest occurrence counts, and the next one is made when the last of them would have made it. Returns those whose heirs
-- are of other levels than these ($3): they go on elsewhere.
WITH edge AS (
  SELECT edge.from_unit_id, edge.heir_unit_id, COALESCE(edge.heir_unit_id, edge.from_unit_id) AS group_unit_id,
         heir.level AS heir_level, COALESCE(heir.level <> ALL ($3::text[]), false) AS elsewhere
  FROM enacted_edge AS edge
  LEFT JOIN unit AS heir ON heir.id = edge.heir_unit_id
  WHERE edge.succession_id = $1 AND COALESCE(edge.heir_unit_id, edge.from_unit_id) = ANY ($2::uuid[])
), gone AS (
  DELETE FROM duty_unit
  USING edge
  WHERE duty_unit.unit_id = edge.from_unit_id
  RETURNING duty_unit.task_id, duty_unit.unit_id, duty_unit.latest_on, duty_unit.make_next_on, edge.heir_unit_id, edge.group_unit_id,
            edge.heir_level, edge.elsewhere
), taken AS (
  SELECT DISTINCT ON (task_id, heir_unit_id) task_id, heir_unit_id, latest_on, make_next_on
  FROM gone
  WHERE heir_unit_id IS NOT NULL AND NOT elsewhere
  ORDER BY task_id, heir_unit_id, latest_on DESC, make_next_on DESC
), kept AS (
  INSERT INTO passed_duty (succession_id, group_unit_id, task_id, unit_id, latest_on, make_next_on)
  SELECT $1::uuid, group_unit_id, task_id, unit_id, latest_on, make_next_on FROM gone
  UNION ALL
  SELECT $1::uuid, taken.heir_unit_id, taken.task_id, taken.heir_unit_id, own.latest_on, own.make_next_on
  FROM taken
  LEFT JOIN duty_unit AS own ON own.task_id = taken.task_id AND own.unit_id = taken.heir_unit_id
  ON CONFLICT ON CONSTRAINT passed_duty_pkey DO NOTHING
), put AS (
  INSERT INTO duty_unit (task_id, unit_id, level, latest_on, make_next_on)
  SELECT taken.task_id, taken.heir_unit_id, unit.level, taken.latest_on, taken.make_next_on
  FROM taken
  JOIN unit ON unit.id = taken.heir_unit_id
  ON CONFLICT (task_id, unit_id) DO UPDATE
  SET latest_on = excluded.latest_on, make_next_on = excluded.make_next_on
  WHERE (duty_unit.latest_on, duty_unit.make_next_on) < (excluded.latest_on, excluded.make_next_on)
)
SELECT task_id, heir_unit_id, heir_level, latest_on, make_next_on FROM gone WHERE elsewhere
