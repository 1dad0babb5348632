-- The planned territories of a list, by code.
SELECT t.id, s.code_list, s.code, s.name, s.type, t.level, s.parent_id
FROM territory t
JOIN territory_state s ON s.territory_id = t.id AND s.valid_to IS NULL
WHERE s.code_list = $1 AND t.valid_from = '9999-12-31' AND t.continued_by IS NULL
ORDER BY s.code
