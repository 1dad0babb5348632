-- Reads assignments by their ids FOR UPDATE, with the names of their units.
SELECT assignment.id, assignment.directive_id, assignment.task_id, assignment.unit_id, assignment.level, assignment.issuer_unit_id,
       assignment.binding, task.recurrence IS NOT NULL AS duty, NULLIF(assignment.due_on, 'infinity') AS due_on, assignment.state,
       assignment.returns, assignment.reason, assignment.report_text, assignment.evidence_note, assignment.reported_on,
       assignment.completed_on, assignment.done_in_time, assignment.version, COALESCE(unit.name, '') AS unit_name,
       NULLIF(assignment.occurrence_on, 'infinity') AS occurrence_on
FROM assignment
JOIN task ON task.id = assignment.task_id
LEFT JOIN unit ON unit.id = assignment.unit_id
WHERE assignment.id = ANY ($1::uuid[])
ORDER BY assignment.id
FOR UPDATE OF assignment
