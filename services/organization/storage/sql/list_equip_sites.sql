-- Reads the heads of territories of a list by their codes, with everything below them where asked; each with the kinds of bodies that its
-- territory has from the template.
WITH RECURSIVE site AS (
    SELECT t.id FROM territory t WHERE t.code = ANY ($2::text[]) AND t.code_list IN ($1, '')
    UNION
    SELECT t.id FROM site s JOIN territory t ON t.parent_id = s.id WHERE $3::boolean AND t.code_list = $1
)
SELECT u.id, u.name, u.kind, u.superior_id, u.superior_ids, u.tags, u.aliases, u.emails, u.valid_from, u.valid_to, u.version, u.name_pattern,
       t.id AS territory_id, t.code_list, t.code, t.name AS territory_name, t.type AS territory_type, t.level, t.parent_id,
       t.valid_from AS territory_valid_from, t.valid_to AS territory_valid_to,
       ARRAY(SELECT body.kind FROM unit body WHERE body.territory_id = t.id AND body.name_pattern <> '') AS kinds_there
FROM site
JOIN territory t ON t.id = site.id
JOIN unit u ON u.territory_id = t.id AND u.kind IN ('UBND', 'CHINH_PHU') AND u.name_pattern <> ''
ORDER BY t.code
