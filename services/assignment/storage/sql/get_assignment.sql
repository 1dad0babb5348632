-- One assignment with what its task, directive and unit say.
SELECT assignment.id, assignment.directive_id, assignment.task_id, assignment.unit_id, assignment.level, assignment.issuer_unit_id,
       assignment.binding, NULLIF(assignment.due_on, 'infinity') AS due_on, assignment.state, assignment.returns, assignment.reason,
       assignment.report_text, assignment.evidence_note, assignment.reported_on, assignment.completed_on, assignment.done_in_time,
       assignment.version, assignment.created_at, assignment.changed_at, directive.number AS directive_number, directive.issuer_name,
       task.section, task.text, task.role, task.coordinators, task.due_text, task.due_time, task.due_derivation, task.report_to,
       task.recurrence, task.due_month, task.due_day, task.due_before, task.due_year, COALESCE(unit.name, '') AS unit_name,
       assignment.transferred_to
FROM assignment
JOIN task ON task.id = assignment.task_id
JOIN directive ON directive.id = assignment.directive_id
LEFT JOIN unit ON unit.id = assignment.unit_id
WHERE assignment.id = $1
