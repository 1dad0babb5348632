-- What must be known of units to take their numbers, with the level of the unit above each; without it where the copy of the tree does not
-- hold that unit yet.
SELECT u.id, u.name, u.level, u.kind, last.superior_id, s.level AS superior_level, last.superior_ids, u.valid_from, u.valid_to
FROM unit u JOIN unit_as_last last ON last.id = u.id LEFT JOIN unit s ON s.id = last.superior_id
WHERE u.id = ANY ($1::uuid[]);
