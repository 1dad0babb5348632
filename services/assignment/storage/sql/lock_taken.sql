-- Reads what took over in a succession, FOR UPDATE, with what was there before: nothing where the succession made it.
SELECT assignment.id, assignment.directive_id, assignment.task_id, assignment.unit_id, assignment.level, assignment.issuer_unit_id,
       assignment.binding, NULLIF(assignment.due_on, 'infinity') AS due_on, assignment.state, assignment.returns, assignment.reason,
       assignment.report_text, assignment.evidence_note, assignment.reported_on, assignment.completed_on, assignment.done_in_time,
       assignment.version, taken.before ->> 'state' AS state_before, NULLIF((taken.before ->> 'due_on')::date, 'infinity') AS due_on_before,
       (taken.before ->> 'done_in_time')::boolean AS done_in_time_before
FROM taken_assignment AS taken
JOIN assignment ON assignment.id = taken.assignment_id
WHERE taken.succession_id = $1 AND taken.heir_unit_id = ANY ($2::uuid[])
ORDER BY assignment.id
FOR UPDATE OF assignment
