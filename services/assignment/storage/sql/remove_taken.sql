-- Removes the assignments that a succession made, and remembers their versions.
WITH gone AS (
  DELETE FROM taken_assignment
  WHERE succession_id = $1 AND heir_unit_id = ANY ($2::uuid[]) AND before IS NULL
  RETURNING assignment_id
), told AS (
  DELETE FROM transition USING gone WHERE transition.assignment_id = gone.assignment_id
), removed AS (
  DELETE FROM assignment USING gone WHERE assignment.id = gone.assignment_id RETURNING assignment.id, assignment.version
)
INSERT INTO removed_assignment (assignment_id, version)
SELECT id, version + 1
FROM removed
ON CONFLICT (assignment_id) DO UPDATE
SET version = excluded.version
