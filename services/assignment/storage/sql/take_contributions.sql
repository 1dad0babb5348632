-- Takes children's counts where they are newer than what is there, and changes the parents' totals by the difference; returns the new
-- totals that go to the units above. In any order, and again: the newest version wins.
WITH given AS (
  SELECT DISTINCT ON (parent_id, directive_id, due_on, child_id) parent_id, child_id, directive_id, due_on, version, open,
         done_in_time, done_late
  FROM (SELECT parent_id, child_id, directive_id, COALESCE(due_on, 'infinity') AS due_on, version, open, done_in_time, done_late
        FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::date[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[])
          AS g(parent_id, child_id, directive_id, due_on, version, open, done_in_time, done_late)) AS g
  ORDER BY parent_id, directive_id, due_on, child_id, version DESC
), newer AS (
  INSERT INTO contribution AS c (parent_id, child_id, directive_id, due_on, version, open, done_in_time, done_late, delta_open,
                                 delta_done_in_time, delta_done_late)
  SELECT parent_id, child_id, directive_id, due_on, version, open, done_in_time, done_late, open, done_in_time, done_late
  FROM given
  ORDER BY parent_id, directive_id, due_on, child_id
  ON CONFLICT ON CONSTRAINT contribution_pkey DO UPDATE
  SET version = excluded.version, open = excluded.open, done_in_time = excluded.done_in_time, done_late = excluded.done_late,
      delta_open = excluded.open - c.open, delta_done_in_time = excluded.done_in_time - c.done_in_time,
      delta_done_late = excluded.done_late - c.done_late
  WHERE c.version < excluded.version
  RETURNING c.parent_id, c.directive_id, c.due_on, c.delta_open, c.delta_done_in_time, c.delta_done_late
), total AS (
  SELECT parent_id, directive_id, due_on, sum(delta_open) AS open, sum(delta_done_in_time) AS done_in_time,
         sum(delta_done_late) AS done_late
  FROM newer
  GROUP BY parent_id, directive_id, due_on
  HAVING sum(delta_open) <> 0 OR sum(delta_done_in_time) <> 0 OR sum(delta_done_late) <> 0
), changed AS (
  INSERT INTO roll_up AS r (unit_id, directive_id, due_on, superior_id, version, open, done_in_time, done_late)
  SELECT total.parent_id, total.directive_id, total.due_on, unit.superior_id, 1, total.open, total.done_in_time, total.done_late
  FROM total
  LEFT JOIN unit_as_last AS unit ON unit.id = total.parent_id
  ORDER BY total.parent_id, total.directive_id, total.due_on
  ON CONFLICT ON CONSTRAINT roll_up_pkey DO UPDATE
  SET version = r.version + 1, open = r.open + excluded.open, done_in_time = r.done_in_time + excluded.done_in_time,
      done_late = r.done_late + excluded.done_late
  RETURNING r.unit_id, r.directive_id, r.due_on, r.superior_id, r.version, r.open, r.done_in_time, r.done_late
)
SELECT changed.superior_id AS parent_id, superior.level AS parent_level, changed.unit_id AS child_id, changed.directive_id,
       NULLIF(changed.due_on, 'infinity') AS due_on, changed.version, changed.open, changed.done_in_time, changed.done_late
FROM changed
LEFT JOIN unit ON unit.id = changed.unit_id
LEFT JOIN unit AS superior ON superior.id = changed.superior_id
WHERE unit.id IS NULL OR changed.superior_id IS NOT NULL
