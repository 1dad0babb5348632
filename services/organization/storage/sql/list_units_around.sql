-- Reads the units that names may mean, seen from a unit: those of its territory, of all territories above it and of those right below it,
-- and those of territories that a name mentions, by their own name or by another one of a unit; that exist on a day.
WITH RECURSIVE above AS (
    SELECT t.id, t.parent_id FROM unit u JOIN territory_on($3::date) t ON t.id = u.territory_id WHERE u.id = $1::uuid
    UNION ALL
    SELECT t.id, t.parent_id FROM above a JOIN territory_on($3) t ON t.id = a.parent_id
), near AS (
    SELECT id FROM above
    UNION
    SELECT t.id FROM territory_on($3) t
    WHERE t.parent_id = (SELECT u.territory_id FROM unit u WHERE u.id = $1) AND t.level <> 'PROVINCE'
    UNION
    SELECT t.id FROM territory_on($3) t WHERE t.folded_name = ANY ($2::text[])
    UNION
    SELECT u.territory_id FROM unit_alias a JOIN unit u ON u.id = a.unit_id
    WHERE a.place = ANY ($2) AND a.valid_from <= $3 AND (a.valid_to IS NULL OR a.valid_to > $3)
)
SELECT u.id, u.name, u.kind, u.superior_id, u.superior_ids, u.tags, u.aliases, u.emails, u.valid_from, u.valid_to, u.version, u.name_pattern,
       u.territory_id, u.code_list, u.code, u.territory_name, u.territory_type, u.level, u.parent_id, u.specially_difficult, u.urban, u.island,
       u.territory_valid_from, u.territory_valid_to
FROM near
JOIN unit_on($3) u ON u.territory_id = near.id
WHERE (u.valid_from IS NULL OR u.valid_from <= $3)
  AND (u.valid_to IS NULL OR u.valid_to > $3)
ORDER BY u.id
