-- Which of the given units are not in the local copy of the tree.
SELECT given.id
FROM unnest($1::uuid[]) AS given(id)
WHERE NOT EXISTS (SELECT FROM unit WHERE unit.id = given.id)
LIMIT 10
