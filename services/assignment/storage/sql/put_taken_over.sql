-- Writes the assignments of units that take over, those that they have already included, with the transition, and for a succession ($11)
-- what was there before. Of which task they are, and of a duty which occurrence, is given.
WITH given AS (
  SELECT g.id, g.unit_id, g.state, g.returns, g.reason, g.report_text, g.evidence_note, g.reported_on,
         COALESCE(g.due_on, 'infinity') AS due_on, task.directive_id, g.task_id, directive.issuer_unit_id, task.binding,
         COALESCE(g.occurrence_on, 'infinity') AS occurrence_on, unit.level, own.state AS own_state, to_jsonb(own) AS before,
         COALESCE(own.version, removed.version, 0) + 1 AS version
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::int[], $6::text[], $7::text[], $8::text[], $9::date[], $10::date[],
              $16::date[])
    AS g(id, task_id, unit_id, state, returns, reason, report_text, evidence_note, reported_on, due_on, occurrence_on)
  JOIN task ON task.id = g.task_id
  JOIN directive ON directive.id = task.directive_id
  JOIN unit ON unit.id = g.unit_id
  LEFT JOIN assignment AS own ON own.id = g.id
  LEFT JOIN removed_assignment AS removed ON removed.assignment_id = g.id
), kept AS (
  INSERT INTO taken_assignment (succession_id, heir_unit_id, assignment_id, before, version)
  SELECT $11::uuid, unit_id, id, before, version
  FROM given
  WHERE $11::uuid IS NOT NULL
  ON CONFLICT ON CONSTRAINT taken_assignment_pkey DO UPDATE
  SET version = excluded.version
), put AS (
  INSERT INTO assignment (id, directive_id, task_id, unit_id, level, issuer_unit_id, binding, occurrence_on, due_on, state, returns,
                          reason, report_text, evidence_note, reported_on, version, created_at, changed_at)
  SELECT id, directive_id, task_id, unit_id, level, issuer_unit_id, binding, occurrence_on, due_on, state, returns, reason, report_text,
         evidence_note, reported_on, version, $12, $12
  FROM given
  ON CONFLICT (id) DO UPDATE
  SET due_on = excluded.due_on, state = excluded.state, returns = excluded.returns, reason = excluded.reason,
      report_text = excluded.report_text, evidence_note = excluded.evidence_note, reported_on = excluded.reported_on,
      completed_on = NULL, done_in_time = NULL, transferred_to = NULL, version = excluded.version, changed_at = excluded.changed_at
  RETURNING id, level, version
), told AS (
  INSERT INTO transition (assignment_id, version, verb, from_state, to_state, at, actor_unit_id, actor_user, text, evidence_note)
  SELECT id, version, 'TAKE_OVER', COALESCE(own_state, state), state, $12, $13::uuid, $14, $15, ''
  FROM given
)
SELECT id, level, version FROM put
