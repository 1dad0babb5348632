-- The described assignments of a unit from a directive that are open, by deadline.
SELECT assignment_id, directive_id, directive_number, unit_id, issuer_unit_id, task_text, described, binding, duty, state, due_on,
       version, changed_on, armed_from, handled_through
FROM pending_assignment
WHERE unit_id = $1::uuid AND directive_id = $2::uuid AND described AND state IN ('ASSIGNED', 'ACCEPTED', 'IN_PROGRESS', 'RETURNED')
ORDER BY due_on, assignment_id;
