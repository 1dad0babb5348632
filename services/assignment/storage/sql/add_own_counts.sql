-- Changes units' own counts, and with them their totals; returns the new totals that go to the units above. A total's superior
-- is the one that the unit has when its first count comes, or had last, and stays. (CHECKs look at the
-- proposed row even where there is one already, hence GREATEST.)
WITH own AS (
  INSERT INTO contribution AS c (parent_id, child_id, directive_id, due_on, version, open, done_in_time, done_late, delta_open,
                                 delta_done_in_time, delta_done_late)
  SELECT given.unit_id, given.unit_id, given.directive_id, COALESCE(given.due_on, 'infinity'), 1,
         GREATEST(sum(given.open), 0), GREATEST(sum(given.done_in_time), 0), GREATEST(sum(given.done_late), 0),
         sum(given.open), sum(given.done_in_time), sum(given.done_late)
  FROM unnest($1::uuid[], $2::uuid[], $3::date[], $4::bigint[], $5::bigint[], $6::bigint[])
    AS given(unit_id, directive_id, due_on, open, done_in_time, done_late)
  GROUP BY given.unit_id, given.directive_id, COALESCE(given.due_on, 'infinity')
  HAVING sum(given.open) <> 0 OR sum(given.done_in_time) <> 0 OR sum(given.done_late) <> 0
  ORDER BY given.unit_id, given.directive_id, COALESCE(given.due_on, 'infinity')
  ON CONFLICT ON CONSTRAINT contribution_pkey DO UPDATE
  SET version = c.version + 1, open = c.open + excluded.delta_open,
      done_in_time = c.done_in_time + excluded.delta_done_in_time, done_late = c.done_late + excluded.delta_done_late,
      delta_open = excluded.delta_open, delta_done_in_time = excluded.delta_done_in_time, delta_done_late = excluded.delta_done_late
  RETURNING c.parent_id, c.directive_id, c.due_on, c.delta_open, c.delta_done_in_time, c.delta_done_late
), changed AS (
  INSERT INTO roll_up AS r (unit_id, directive_id, due_on, superior_id, version, open, done_in_time, done_late)
  SELECT own.parent_id, own.directive_id, own.due_on, unit.superior_id, 1, own.delta_open, own.delta_done_in_time, own.delta_done_late
  FROM own
  LEFT JOIN unit_as_last AS unit ON unit.id = own.parent_id
  ORDER BY own.parent_id, own.directive_id, own.due_on
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
