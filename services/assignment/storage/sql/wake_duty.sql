-- The latest occurrence of a duty is completed: the next one may be made at once.
UPDATE duty_unit
SET make_next_on = '-infinity'
FROM assignment
WHERE assignment.id = $1 AND duty_unit.task_id = assignment.task_id AND duty_unit.unit_id = assignment.unit_id
  AND duty_unit.latest_on = assignment.occurrence_on
