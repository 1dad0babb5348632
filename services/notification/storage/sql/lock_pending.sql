-- Reads assignments FOR UPDATE, always in the order of their ids, so that two consumers do not meet crosswise.
SELECT assignment_id, directive_id, directive_number, unit_id, issuer_unit_id, task_text, described, binding, duty, state, due_on,
       version, changed_on, armed_from, handled_through
FROM pending_assignment
WHERE assignment_id = ANY ($1::uuid[])
ORDER BY assignment_id
FOR UPDATE;
