-- Reads the body at the head of a territory, as it is on a day, by a code of a list; the country's code is the same in every list. Without
-- a list the code is of the list that is in force on the day, else of the last that was, else of one that is planned.
SELECT u.id, u.name, u.kind, u.superior_id, u.superior_ids, u.tags, u.aliases, u.emails, u.valid_from, u.valid_to, u.version, u.name_pattern,
       u.territory_id, u.code_list, u.code, u.territory_name, u.territory_type, u.level, u.parent_id, u.specially_difficult, u.urban, u.island,
       u.territory_valid_from, u.territory_valid_to
FROM territory_code c
JOIN unit_on($3::date) u ON u.territory_id = c.territory_id AND u.kind IN ('UBND', 'CHINH_PHU')
WHERE c.code = $1 AND ($2::text = '' OR c.code_list IN ($2, ''))
ORDER BY (c.valid_from IS NULL OR c.valid_from <= $3) AND (c.valid_to IS NULL OR c.valid_to > $3) DESC,
         c.valid_to IS NOT NULL DESC, c.code_list DESC, u.id
LIMIT 1
