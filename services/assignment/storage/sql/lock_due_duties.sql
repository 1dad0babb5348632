-- Takes a batch of duties whose next occurrence is to be made, leaving alone what another process has taken.
SELECT duty_unit.task_id, duty_unit.unit_id, duty_unit.latest_on, task.recurrence, task.due_month, task.due_day, task.due_before,
       task.due_year
FROM duty_unit
JOIN task ON task.id = duty_unit.task_id
WHERE duty_unit.make_next_on <= $1 AND duty_unit.level = ANY ($2::text[])
ORDER BY duty_unit.make_next_on
LIMIT $3
FOR UPDATE OF duty_unit SKIP LOCKED
