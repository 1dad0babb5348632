-- Reads what is open of units that end FOR UPDATE, with the unit that takes it over and the id that it has there.
SELECT assignment.id, assignment.directive_id, assignment.task_id, assignment.unit_id, assignment.level, assignment.issuer_unit_id,
       assignment.binding, task.recurrence IS NOT NULL AS duty, NULLIF(assignment.due_on, 'infinity') AS due_on, assignment.state,
       assignment.returns, assignment.reason, assignment.report_text, assignment.evidence_note, assignment.reported_on,
       assignment.completed_on, assignment.done_in_time, assignment.version, COALESCE(unit.name, '') AS unit_name, edge.heir_unit_id,
       COALESCE(heir.level, '') AS heir_level, NULLIF(assignment.occurrence_on, 'infinity') AS occurrence_on,
       assignment_id(assignment.task_id, edge.heir_unit_id, NULLIF(assignment.occurrence_on, 'infinity')) AS heir_assignment_id
FROM enacted_edge AS edge
JOIN assignment ON assignment.unit_id = edge.from_unit_id
JOIN task ON task.id = assignment.task_id
LEFT JOIN unit ON unit.id = assignment.unit_id
LEFT JOIN unit AS heir ON heir.id = edge.heir_unit_id
WHERE edge.succession_id = $1 AND edge.heir_unit_id = ANY ($2::uuid[])
  AND assignment.state NOT IN ('COMPLETED', 'CANCELLED', 'TRANSFERRED')
ORDER BY assignment.id
FOR UPDATE OF assignment
