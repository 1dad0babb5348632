-- The territories of a list that exist on the day before, as they are then, by code.
SELECT t.id, t.code_list, t.code, t.name, t.type, t.level, t.parent_id
FROM territory_on($2::date - 1) t
WHERE t.code_list = $1 AND (t.valid_from IS NULL OR t.valid_from < $2) AND (t.valid_to IS NULL OR t.valid_to >= $2)
ORDER BY t.code
