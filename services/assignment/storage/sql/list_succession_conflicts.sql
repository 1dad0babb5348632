-- One page of what is open of units that ended without an heir, by deadline and id: of one succession, of which it may be a plan (what will
-- be), or of all that are enacted; of one unit and what is or was below it, on a day ($10) or on any, or of all. From $6 on what the caller
-- may see: everything, or what has its place below one of some units, or was given by one of some units or below it.
SELECT assignment.id, assignment.directive_id, assignment.task_id, assignment.unit_id, assignment.level, assignment.issuer_unit_id,
       assignment.binding, NULLIF(assignment.due_on, 'infinity') AS due_on, assignment.state, assignment.returns, assignment.reason,
       assignment.report_text, assignment.evidence_note, assignment.reported_on, assignment.completed_on, assignment.done_in_time,
       assignment.version, assignment.created_at, assignment.changed_at, directive.number AS directive_number, directive.issuer_name,
       task.section, task.text, task.role, task.coordinators, task.due_text, task.due_time, task.due_derivation, task.report_to,
       task.recurrence, task.due_month, task.due_day, task.due_before, task.due_year, COALESCE(unit.name, '') AS unit_name,
       assignment.transferred_to, edge.succession_id, succession.decision_number, edge.to_unit_ids,
       ARRAY(SELECT candidate.name FROM unnest(edge.to_unit_ids) WITH ORDINALITY AS c(id, at)
             JOIN unit AS candidate ON candidate.id = c.id ORDER BY c.at) AS to_unit_names
FROM succession
JOIN succession_edge AS edge ON edge.succession_id = succession.id AND edge.version = succession.version
JOIN assignment ON assignment.unit_id = edge.from_unit_id
JOIN task ON task.id = assignment.task_id
JOIN directive ON directive.id = assignment.directive_id
LEFT JOIN unit ON unit.id = assignment.unit_id
WHERE (succession.state = 'ENACTED' OR (succession.state = 'PLANNED' AND succession.id = $1))
  AND edge.heir_unit_id IS NULL
  AND assignment.state NOT IN ('COMPLETED', 'CANCELLED', 'TRANSFERRED')
  AND ($1::uuid IS NULL OR edge.succession_id = $1)
  AND ($2::uuid IS NULL OR unit.id = $2
    OR EXISTS (SELECT FROM unit_state AS placed WHERE placed.unit_id = unit.id AND placed.superior_ids @> ARRAY[$2::uuid]
               AND ($10::date IS NULL OR placed.valid_from <= $10 AND (placed.valid_to IS NULL OR placed.valid_to > $10))))
  AND ($4::uuid IS NULL OR (assignment.due_on, assignment.id) > (COALESCE($3::date, 'infinity'), $4))
  AND ($6::boolean
    OR unit.superior_ids && $7::uuid[]
    OR assignment.issuer_unit_id = ANY ((SELECT continued_units($8::uuid[]))::uuid[])
    OR EXISTS (SELECT FROM unit AS issuer
               WHERE issuer.id = continued_by(assignment.issuer_unit_id) AND issuer.superior_ids && $9::uuid[]))
ORDER BY assignment.due_on, assignment.id
LIMIT $5
