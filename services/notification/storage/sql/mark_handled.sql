-- Writes up to which day the steps of assignments were looked at, and when they are to be looked at next.
UPDATE pending_assignment AS p
SET handled_through = n.handled_through, next_at = n.next_at
FROM unnest($1::uuid[], $2::date[], $3::timestamptz[]) AS n(assignment_id, handled_through, next_at)
WHERE p.assignment_id = n.assignment_id;
