-- What depends on an enacted succession, so that it cannot be undone: assignments that took over and were acted on since, and those that
-- its new units were given.
SELECT assignment.id, COALESCE(unit.name, '') AS unit_name, task.section, directive.number AS directive_number,
       assignment.state, uses.kind
FROM (
  SELECT taken.assignment_id, 'ACTED_ON' AS kind
  FROM taken_assignment AS taken
  JOIN assignment ON assignment.id = taken.assignment_id
  WHERE taken.succession_id = $1 AND assignment.version <> taken.version
  UNION ALL
  SELECT assignment.id, 'GIVEN_TO_NEW_UNIT'
  FROM begun_unit AS unit
  JOIN assignment ON assignment.unit_id = unit.id
  WHERE unit.succession_id = $1
    AND NOT EXISTS (SELECT FROM taken_assignment AS taken
                    WHERE taken.succession_id = $1 AND taken.heir_unit_id = unit.id AND taken.assignment_id = assignment.id)
) AS uses
JOIN assignment ON assignment.id = uses.assignment_id
JOIN task ON task.id = assignment.task_id
JOIN directive ON directive.id = assignment.directive_id
LEFT JOIN unit ON unit.id = assignment.unit_id
ORDER BY assignment.id
LIMIT $2
