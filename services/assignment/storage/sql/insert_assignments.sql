-- Gives tasks to units: every task of a list to every unit of the set that it names, once for each occurrence; returns what is new.
WITH member AS (
  SELECT DISTINCT set_index, unit_id FROM unnest($1::int[], $2::uuid[]) AS m(set_index, unit_id)
), given AS (
  SELECT DISTINCT g.task_id, g.occurrence_on, member.unit_id
  FROM unnest($3::uuid[], $4::int[], $5::date[]) AS g(task_id, set_index, occurrence_on)
  JOIN member USING (set_index)
)
INSERT INTO assignment (id, directive_id, task_id, unit_id, level, issuer_unit_id, binding, occurrence_on, due_on, state, created_at,
                        changed_at)
SELECT assignment_id(given.task_id, given.unit_id, given.occurrence_on), task.directive_id, given.task_id, given.unit_id, unit.level,
       directive.issuer_unit_id, task.binding, COALESCE(given.occurrence_on, 'infinity'), COALESCE(given.occurrence_on, task.due_on), 'ASSIGNED', $6, $6
FROM given
JOIN task ON task.id = given.task_id
JOIN directive ON directive.id = task.directive_id
JOIN unit ON unit.id = given.unit_id
ON CONFLICT (task_id, unit_id, occurrence_on) DO NOTHING
RETURNING id, directive_id, task_id, unit_id, level, binding, NULLIF(due_on, 'infinity') AS due_on
