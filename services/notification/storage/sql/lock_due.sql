-- Locks a batch of assignments whose next moment has come, leaving out those that another scheduler or a consumer holds, with the names
-- and addresses of their units as of now (no name: the copy of the tree does not have the unit yet). What is of a unit that has ended by
-- the day ($3) goes to the one in which it lies now.
SELECT p.assignment_id, p.directive_id, p.directive_number, p.unit_id, p.issuer_unit_id, p.task_text, p.described, p.binding, p.duty,
       p.state, p.due_on, p.version, p.changed_on, p.armed_from, p.handled_through, u.name AS unit_name,
       receiver.id AS receiver_id, receiver.name AS receiver_name, receiver.emails AS receiver_emails,
       issuer.name AS issuer_name
FROM pending_assignment AS p
LEFT JOIN unit AS u ON u.id = p.unit_id
LEFT JOIN unit AS receiver ON receiver.id = CASE WHEN u.valid_to <= $3::date AND u.superior_id IS NOT NULL THEN u.superior_id ELSE u.id END
LEFT JOIN unit AS issuer ON issuer.id = p.issuer_unit_id
WHERE p.next_at <= $1::timestamptz
ORDER BY p.next_at
LIMIT $2::int
FOR UPDATE OF p SKIP LOCKED;
