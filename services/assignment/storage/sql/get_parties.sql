-- The units that one assignment has to do with: whose it is, who gave it, who leads and who helps with its task.
SELECT assignment.unit_id, assignment.issuer_unit_id, task.lead_ids, task.coordinator_ids
FROM assignment
JOIN task ON task.id = assignment.task_id
WHERE assignment.id = $1
