-- Gives tasks to units: every task of a list to every unit of the set that it names, once for each occurrence; returns what is new.
-- An id follows from task, unit and occurrence (a UUID of version 8), so that the same assignment has the same id wherever it is made,
-- and ids differ in their first digits, which is what people type.
WITH member AS (
  SELECT DISTINCT set_index, unit_id FROM unnest($1::int[], $2::uuid[]) AS m(set_index, unit_id)
), given AS (
  SELECT DISTINCT g.task_id, g.occurrence_on, member.unit_id
  FROM unnest($3::uuid[], $4::int[], $5::date[]) AS g(task_id, set_index, occurrence_on)
  JOIN member USING (set_index)
)
INSERT INTO assignment (id, directive_id, task_id, unit_id, level, issuer_unit_id, binding, occurrence_on, due_on, state, created_at,
                        changed_at)
SELECT overlay(overlay(md5(given.task_id::text || given.unit_id::text || COALESCE(given.occurrence_on::text, ''))
               PLACING '8' FROM 13) PLACING '8' FROM 17)::uuid,
       task.directive_id, given.task_id, given.unit_id, unit.level, directive.issuer_unit_id, task.binding,
       COALESCE(given.occurrence_on, 'infinity'), COALESCE(given.occurrence_on, task.due_on), 'ASSIGNED', $6, $6
FROM given
JOIN task ON task.id = given.task_id
JOIN directive ON directive.id = task.directive_id
JOIN unit ON unit.id = given.unit_id
ON CONFLICT (task_id, unit_id, occurrence_on) DO NOTHING
RETURNING id, directive_id, task_id, unit_id, level, binding, NULLIF(due_on, 'infinity') AS due_on
