-- Inserts territories, each with its first state and its code.
WITH given AS (
    SELECT t.id, t.code_list, t.code, t.name, t.type, t.level, t.parent_id, t.valid_from, t.valid_to, t.folded_name, t.specially_difficult,
           t.urban, t.island
    FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::date[], $9::date[],
                         $10::text[], $11::boolean[], $12::boolean[], $13::boolean[])
        AS t (id, code_list, code, name, type, level, parent_id, valid_from, valid_to, folded_name, specially_difficult, urban, island)
), inserted AS (
    INSERT INTO territory (id, level, valid_from, valid_to) SELECT g.id, g.level, g.valid_from, g.valid_to FROM given g
), coded AS (
    INSERT INTO territory_code (code_list, code, territory_id, valid_from, valid_to)
    SELECT g.code_list, g.code, g.id, g.valid_from, g.valid_to FROM given g
)
INSERT INTO territory_state (territory_id, valid_from, valid_to, code_list, code, name, type, parent_id, specially_difficult, urban, island,
                             folded_name)
SELECT g.id, '-infinity', NULL, g.code_list, g.code, g.name, g.type, g.parent_id, g.specially_difficult, g.urban, g.island, g.folded_name
FROM given g
