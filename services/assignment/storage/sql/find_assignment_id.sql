-- The id that an assignment has, or would have, with another unit.
SELECT assignment_id(assignment.task_id, $2::uuid, NULLIF(assignment.occurrence_on, 'infinity')) AS id
FROM assignment
WHERE assignment.id = $1
