-- What was done to one assignment, the first act first.
SELECT transition.verb, transition.from_state, transition.to_state, transition.at, transition.actor_unit_id,
       COALESCE(unit.name, '') AS actor_unit_name, transition.actor_user, transition.text, transition.evidence_note
FROM transition
LEFT JOIN unit ON unit.id = transition.actor_unit_id
WHERE transition.assignment_id = $1
ORDER BY transition.version
