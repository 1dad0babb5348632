-- Lists the planned territories right below territories.
SELECT DISTINCT s.territory_id AS id
FROM territory_state s
JOIN territory t ON t.id = s.territory_id AND t.valid_from = '9999-12-31'
WHERE s.parent_id = ANY ($1::uuid[])
