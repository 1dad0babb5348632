-- Assignments go to another unit: the state with a pointer, the transition, and for a succession ($4) what it was before.
WITH given AS (
  SELECT g.id, g.to_id, g.heir_unit_id FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS g(id, to_id, heir_unit_id)
), before AS (
  SELECT assignment.id, assignment.state, assignment.changed_at FROM assignment JOIN given ON given.id = assignment.id
), changed AS (
  UPDATE assignment
  SET state = 'TRANSFERRED', transferred_to = given.to_id, version = assignment.version + 1, changed_at = $5
  FROM given
  WHERE assignment.id = given.id
  RETURNING assignment.id, assignment.version
), kept AS (
  INSERT INTO passed_assignment (succession_id, heir_unit_id, assignment_id, state, changed_at)
  SELECT $4::uuid, given.heir_unit_id, given.id, before.state, before.changed_at
  FROM given
  JOIN before ON before.id = given.id
  WHERE $4::uuid IS NOT NULL
)
INSERT INTO transition (assignment_id, version, verb, from_state, to_state, at, actor_unit_id, actor_user, text, evidence_note)
SELECT changed.id, changed.version, 'TRANSFER', before.state, 'TRANSFERRED', $5, $6::uuid, $7, $8, ''
FROM changed
JOIN before ON before.id = changed.id
