-- The list that most territories go by on the day before.
SELECT t.code_list
FROM territory_on($1::date - 1) t
WHERE t.code_list <> '' AND (t.valid_from IS NULL OR t.valid_from < $1) AND (t.valid_to IS NULL OR t.valid_to >= $1)
GROUP BY t.code_list
ORDER BY count(*) DESC, t.code_list
LIMIT 1
