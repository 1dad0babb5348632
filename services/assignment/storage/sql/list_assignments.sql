-- One page of assignments in the order (due_on, id): of a unit or of one of several, of a directive, in given states,
-- overdue on a day, due in a range, with an id in a range. A filter that is NULL selects everything.
-- Units are named as on a day ($21), or else as today.
-- From $14 on what the caller may see: everything, or what is of, below or given by (or below those who gave it) one of some units, or of a
-- task that one of them leads or helps with, alone or as a member of a group; of who gave, leads and helps those who stand for them today.
SELECT assignment.id, assignment.directive_id, assignment.task_id, assignment.unit_id, assignment.level, assignment.issuer_unit_id,
       assignment.binding, NULLIF(assignment.due_on, 'infinity') AS due_on, assignment.state, assignment.returns, assignment.reason,
       assignment.report_text, assignment.evidence_note, assignment.reported_on, assignment.completed_on, assignment.done_in_time,
       assignment.version, assignment.created_at, assignment.changed_at, directive.number AS directive_number, directive.issuer_name,
       task.section, task.text, task.role, task.coordinators, task.due_text, task.due_time, task.due_derivation, task.report_to,
       task.recurrence, task.due_month, task.due_day, task.due_before, task.due_year, COALESCE(named.name, unit.name, '') AS unit_name,
       assignment.transferred_to
FROM assignment
JOIN task ON task.id = assignment.task_id
JOIN directive ON directive.id = assignment.directive_id
LEFT JOIN unit ON unit.id = assignment.unit_id
LEFT JOIN unit_state AS named
  ON named.unit_id = unit.id AND named.valid_from <= $21::date AND (named.valid_to IS NULL OR named.valid_to > $21)
WHERE ($1::uuid IS NULL OR assignment.unit_id = $1)
  AND ($2::uuid[] IS NULL OR assignment.unit_id = ANY ($2))
  AND ($3::uuid IS NULL OR assignment.directive_id = $3)
  AND (cardinality($4::text[]) = 0 OR assignment.state = ANY ($4))
  AND ($5::date IS NULL OR (assignment.due_on < $5 AND assignment.binding
    AND assignment.state NOT IN ('COMPLETED', 'CANCELLED', 'TRANSFERRED')))
  AND ($6::date IS NULL OR assignment.due_on >= $6)
  AND ($7::date IS NULL OR assignment.due_on <= $7)
  AND ($8::uuid IS NULL OR assignment.id >= $8)
  AND ($9::uuid IS NULL OR assignment.id <= $9)
  AND ($10::uuid IS NULL OR assignment.issuer_unit_id = $10)
  AND ($12::uuid IS NULL OR (assignment.due_on, assignment.id) > (COALESCE($11::date, 'infinity'), $12))
  AND ($14::boolean
    OR assignment.unit_id = ANY ($15::uuid[])
    OR assignment.unit_id IN (SELECT placed.id FROM unit AS placed WHERE placed.superior_ids && $16::uuid[])
    OR assignment.issuer_unit_id = ANY ((SELECT continued_units($17::uuid[]))::uuid[])
    OR assignment.issuer_unit_id IN
      (SELECT issuer.id FROM unit AS issuer
       WHERE issuer.superior_ids && $18::uuid[] AND NOT EXISTS (SELECT FROM heir WHERE heir.unit_id = issuer.id)
       UNION ALL
       SELECT heir.unit_id FROM heir JOIN unit AS issuer ON issuer.id = heir.heir_unit_id WHERE issuer.superior_ids && $18)
    OR assignment.task_id IN
      (SELECT shared.id FROM task AS shared
       WHERE shared.lead_ids && (SELECT continued_units($19::uuid[])) OR shared.coordinator_ids && (SELECT continued_units($20::uuid[]))
       UNION ALL
       SELECT shared.id FROM expanded_group AS helping
       JOIN task AS shared ON shared.directive_id = helping.directive_id AND helping.name = ANY (shared.coordinators)
       WHERE helping.unit_ids && (SELECT continued_units($20))))
ORDER BY assignment.due_on, assignment.id
LIMIT $13
