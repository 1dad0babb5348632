-- Of codes, those that no territory of the list has.
SELECT c.code
FROM unnest($2::text[]) AS c (code)
WHERE NOT EXISTS (SELECT 1 FROM territory_code t WHERE t.code = c.code AND t.code_list IN ($1, ''))
ORDER BY c.code
