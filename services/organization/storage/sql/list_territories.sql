-- Reads the territories of a list, each with the id of the body at its head.
SELECT t.id, t.code_list, t.code, t.name, t.type, t.level, t.parent_id, t.valid_from, t.valid_to, u.id AS head_id
FROM territory t
JOIN unit u ON u.territory_id = t.id AND u.kind = 'UBND' AND u.name_pattern <> ''
WHERE t.code_list = $1
ORDER BY t.code
