-- Reads tasks and duties whole, with the directives that they are of, by directive.
SELECT directive.id AS directive_id, directive.number, directive.type, directive.subject, directive.issuer_unit_id, directive.issuer_name,
       directive.issued_on, task.id, task.section, task.text, task.role, task.binding, task.coordinators, task.lead_ids,
       task.coordinator_ids, NULLIF(task.due_on, 'infinity') AS due_on, task.due_text, task.due_time, task.due_derivation, task.report_to,
       task.recurrence, task.due_month, task.due_day, task.due_before, task.due_year
FROM task
JOIN directive ON directive.id = task.directive_id
WHERE task.id = ANY ($1::uuid[])
ORDER BY directive.id, task.id
