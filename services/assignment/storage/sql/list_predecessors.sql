-- What one assignment took over: whose it was and in which state, rows of this cell and of others. One that came several times counts as
-- it came last.
SELECT assignment.id, assignment.unit_id, COALESCE(unit.name, '') AS unit_name, passed.from_state AS state
FROM assignment
JOIN transition AS passed ON passed.assignment_id = assignment.id AND passed.version = assignment.version
LEFT JOIN unit ON unit.id = assignment.unit_id
WHERE assignment.transferred_to = $1
UNION ALL
SELECT came.assignment_id, came.unit_id, COALESCE(unit.name, ''), came.state
FROM (SELECT DISTINCT ON (assignment_id) assignment_id, unit_id, state
      FROM taken_in
      WHERE heir_assignment_id = $1
      ORDER BY assignment_id, version DESC) AS came
LEFT JOIN unit ON unit.id = came.unit_id
ORDER BY unit_name, id
