-- The lists that have planned territories.
SELECT DISTINCT c.code_list
FROM territory_code c
JOIN territory t ON t.id = c.territory_id
WHERE t.valid_from = '9999-12-31' AND t.continued_by IS NULL
ORDER BY c.code_list
