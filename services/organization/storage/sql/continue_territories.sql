-- Lets territories go on as what their twins were to be: name, type, attributes, code and place from the day, behind
-- split_territory_states.sql and withdraw_twins.sql. A parent that was withdrawn, too, is the one that goes on in its place.
WITH pair AS (
    SELECT p.id, p.twin_id
    FROM unnest($1::uuid[], $2::uuid[]) AS p (id, twin_id)
), ended_codes AS (
    UPDATE territory_code c SET valid_to = $3::date FROM pair p
    WHERE c.territory_id = p.id AND (c.valid_from IS NULL OR c.valid_from < $3) AND (c.valid_to IS NULL OR c.valid_to > $3)
), taken_codes AS (
    UPDATE territory_code c SET territory_id = p.id, valid_from = $3 FROM pair p WHERE c.territory_id = p.twin_id
)
UPDATE territory_state s
SET code_list = twin.code_list, code = twin.code, name = twin.name, type = twin.type, parent_id = coalesce(above.continued_by, above.id),
    specially_difficult = twin.specially_difficult OR s.specially_difficult, urban = twin.urban, island = twin.island,
    folded_name = twin.folded_name
FROM pair p
JOIN territory_state twin ON twin.territory_id = p.twin_id AND twin.valid_to IS NULL
JOIN territory above ON above.id = twin.parent_id
WHERE s.territory_id = p.id AND s.valid_from = $3
