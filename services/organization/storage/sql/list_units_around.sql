-- Reads the units that names may mean, seen from a unit: those of its territory, of all territories above it and of those right below it,
-- and those of territories that a name mentions; valid on a day.
WITH RECURSIVE above AS (
    SELECT t.id, t.parent_id FROM unit u JOIN territory t ON t.id = u.territory_id WHERE u.id = $1::uuid
    UNION ALL
    SELECT t.id, t.parent_id FROM above a JOIN territory t ON t.id = a.parent_id
), near AS (
    SELECT id FROM above
    UNION
    SELECT t.id FROM territory t
    WHERE t.parent_id = (SELECT u.territory_id FROM unit u WHERE u.id = $1) AND t.level <> 'PROVINCE'
    UNION
    SELECT t.id FROM territory t WHERE t.folded_name = ANY ($2::text[])
)
SELECT u.id, u.name, u.kind, u.superior_id, u.superior_ids, u.tags, u.aliases, u.emails, u.valid_from, u.valid_to, u.version, u.name_pattern,
       t.id AS territory_id, t.code_list, t.code, t.name AS territory_name, t.type AS territory_type, t.level, t.parent_id,
       t.valid_from AS territory_valid_from, t.valid_to AS territory_valid_to
FROM near
JOIN territory t ON t.id = near.id
JOIN unit u ON u.territory_id = t.id
WHERE (u.valid_from IS NULL OR u.valid_from <= $3::date)
  AND (u.valid_to IS NULL OR u.valid_to > $3::date)
ORDER BY u.id
