-- Takes up some of what is to be applied of one succession, leaving alone what another process has taken.
SELECT work.succession_id, work.group_unit_id, work.undo, succession.decision_number
FROM succession_work AS work
JOIN succession ON succession.id = work.succession_id
WHERE (work.succession_id, work.undo) = (SELECT first.succession_id, first.undo FROM succession_work AS first
                                         ORDER BY first.succession_id, first.undo LIMIT 1)
ORDER BY work.group_unit_id
LIMIT $1
FOR UPDATE OF work SKIP LOCKED
