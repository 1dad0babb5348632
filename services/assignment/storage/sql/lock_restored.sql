-- Reads what a succession passed on, FOR UPDATE, with the state that it had.
SELECT assignment.id, assignment.directive_id, assignment.task_id, assignment.unit_id, assignment.level, assignment.issuer_unit_id,
       assignment.binding, NULLIF(assignment.due_on, 'infinity') AS due_on, assignment.state, assignment.returns, assignment.reason,
       assignment.report_text, assignment.evidence_note, assignment.reported_on, assignment.completed_on, assignment.done_in_time,
       assignment.version, passed.state AS state_before
FROM passed_assignment AS passed
JOIN assignment ON assignment.id = passed.assignment_id
WHERE passed.succession_id = $1 AND passed.heir_unit_id = ANY ($2::uuid[])
ORDER BY assignment.id
FOR UPDATE OF assignment
