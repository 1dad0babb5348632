-- What a fact says of the tasks of new assignments.
SELECT task.id, directive.number, directive.issuer_unit_id, task.text, task.recurrence IS NOT NULL AS duty
FROM task
JOIN directive ON directive.id = task.directive_id
WHERE task.id = ANY ($1::uuid[])
