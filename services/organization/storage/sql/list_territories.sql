-- Reads the territories of a list as they are on a day under it, or else were last, each with the days of that state and the id of the body
-- at its head.
SELECT DISTINCT ON (t.id) t.id, t.level, t.valid_from, t.valid_to, s.code_list, s.code, s.name, s.type, s.parent_id, s.specially_difficult,
       s.urban, s.island, nullif(s.valid_from, '-infinity') AS state_from, s.valid_to AS state_to, u.id AS head_id
FROM territory_state s
JOIN territory t ON t.id = s.territory_id AND t.continued_by IS NULL
JOIN unit u ON u.territory_id = t.id AND u.kind = 'UBND' AND u.name_pattern <> ''
WHERE s.code_list = $1
ORDER BY t.id, s.valid_from <= $2::date AND (s.valid_to IS NULL OR s.valid_to > $2) DESC, s.valid_from DESC
