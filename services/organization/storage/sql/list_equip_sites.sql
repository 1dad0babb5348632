-- Reads the heads of territories of a list by their codes, with everything below them where asked, as they are on a day; each with the
-- kinds of bodies that its territory has from the template.
WITH RECURSIVE site AS (
    SELECT c.territory_id AS id FROM territory_code c WHERE c.code = ANY ($2::text[]) AND c.code_list IN ($1, '')
    UNION
    SELECT t.id
    FROM site
    JOIN territory_state s ON s.parent_id = site.id AND s.code_list = $1
    JOIN territory t ON t.id = s.territory_id AND t.continued_by IS NULL
    WHERE $3::boolean
)
SELECT u.id, u.name, u.kind, u.superior_id, u.superior_ids, u.tags, u.aliases, u.emails, u.valid_from, u.valid_to, u.version, u.name_pattern,
       u.territory_id, u.code_list, u.code, u.territory_name, u.territory_type, u.level, u.parent_id, u.specially_difficult, u.urban, u.island,
       u.territory_valid_from, u.territory_valid_to,
       ARRAY(SELECT body.kind FROM unit body WHERE body.territory_id = u.territory_id AND body.name_pattern <> '') AS kinds_there
FROM site
JOIN unit_on($4::date) u ON u.territory_id = site.id AND u.kind IN ('UBND', 'CHINH_PHU') AND u.name_pattern <> ''
ORDER BY u.code, u.id
