-- What was done to one assignment, the first act first.
SELECT verb, from_state, to_state, at, actor_unit_id, actor_user, text, evidence_note
FROM transition
WHERE assignment_id = $1
ORDER BY version
