-- One page of recorded steps of a unit or of an assignment, by day; $3 to $5 are the key of the last one of the page before, or NULL.
SELECT assignment_id, step, nominal_on, unit_id, state, reason, late, covers, message_id, made_at
FROM reminder
WHERE ($1::uuid IS NULL OR unit_id = $1::uuid) AND ($2::uuid IS NULL OR assignment_id = $2::uuid)
  AND ($3::date IS NULL OR (nominal_on, assignment_id, step) > ($3::date, $4::uuid, $5::int))
ORDER BY nominal_on, assignment_id, step
LIMIT $6::int;
