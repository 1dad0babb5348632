-- Writes an assignment's new state where the version is the one that was read, and the transition that led to it.
WITH changed AS (
  UPDATE assignment
  SET state = $2, returns = $3, reason = $4, report_text = $5, evidence_note = $6, reported_on = $7, completed_on = $8,
      done_in_time = $9, version = $10, changed_at = $11
  WHERE id = $1 AND version = $10::bigint - 1
  RETURNING id, version
)
INSERT INTO transition (assignment_id, version, verb, from_state, to_state, at, actor_unit_id, actor_user, text, evidence_note)
SELECT id, version, $12, $13, $2, $11, $14::uuid, $15, $16, $17
FROM changed
