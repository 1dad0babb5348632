-- Gives units that took over what they had before: each assignment is as it was, one version on.
WITH gone AS (
  DELETE FROM taken_assignment
  WHERE succession_id = $1 AND heir_unit_id = ANY ($2::uuid[]) AND before IS NOT NULL
  RETURNING assignment_id, before
), was AS (
  SELECT old.id, old.due_on, old.state, old.returns, old.reason, old.report_text, old.evidence_note, old.reported_on, old.completed_on,
         old.done_in_time, old.transferred_to, old.changed_at
  FROM gone
  CROSS JOIN LATERAL jsonb_populate_record(NULL::assignment, gone.before) AS old
), now AS (
  SELECT assignment.id, assignment.state FROM assignment JOIN was ON was.id = assignment.id
), changed AS (
  UPDATE assignment
  SET due_on = was.due_on, state = was.state, returns = was.returns, reason = was.reason, report_text = was.report_text,
      evidence_note = was.evidence_note, reported_on = was.reported_on, completed_on = was.completed_on,
      done_in_time = was.done_in_time, transferred_to = was.transferred_to, version = assignment.version + 1,
      changed_at = was.changed_at
  FROM was
  WHERE assignment.id = was.id
  RETURNING assignment.id, assignment.version, assignment.state
)
INSERT INTO transition (assignment_id, version, verb, from_state, to_state, at, actor_unit_id, actor_user, text, evidence_note)
SELECT changed.id, changed.version, 'RESTORE', now.state, changed.state, $3, NULL, $4, $5, ''
FROM changed
JOIN now ON now.id = changed.id
