-- Remembers the latest occurrence of recurring duties for each unit, and that the next one is to be made the day after it is due.
-- A list of duties with their latest occurrence, each for every unit of the set that it names.
INSERT INTO duty_unit (task_id, unit_id, level, latest_on, make_next_on)
SELECT DISTINCT g.task_id, m.unit_id, unit.level, g.occurrence_on, g.occurrence_on + 1
FROM unnest($3::uuid[], $4::int[], $5::date[]) AS g(task_id, set_index, occurrence_on)
JOIN unnest($1::int[], $2::uuid[]) AS m(set_index, unit_id) USING (set_index)
JOIN unit ON unit.id = m.unit_id
ON CONFLICT (task_id, unit_id) DO UPDATE
SET latest_on = excluded.latest_on, make_next_on = excluded.make_next_on
WHERE duty_unit.latest_on < excluded.latest_on
