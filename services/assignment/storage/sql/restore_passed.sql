-- Gives back what a succession passed on: each assignment is as it was, one version on.
WITH gone AS (
  DELETE FROM passed_assignment
  WHERE succession_id = $1 AND heir_unit_id = ANY ($2::uuid[])
  RETURNING assignment_id, state, changed_at
), changed AS (
  UPDATE assignment
  SET state = gone.state, transferred_to = NULL, version = assignment.version + 1, changed_at = gone.changed_at
  FROM gone
  WHERE assignment.id = gone.assignment_id
  RETURNING assignment.id, assignment.version, assignment.state
)
INSERT INTO transition (assignment_id, version, verb, from_state, to_state, at, actor_unit_id, actor_user, text, evidence_note)
SELECT id, version, 'RESTORE', 'TRANSFERRED', state, $3, NULL, $4, $5, ''
FROM changed
