-- Keeps what territories are before a change.
WITH kept AS (
    INSERT INTO kept_territory (change_id, territory_id, valid_from, valid_to, continued_by)
    SELECT $1::uuid, t.id, t.valid_from, t.valid_to, t.continued_by FROM territory t WHERE t.id = ANY ($2::uuid[])
), kept_codes AS (
    INSERT INTO kept_territory_code (change_id, code_list, code, territory_id, valid_from, valid_to)
    SELECT $1, c.code_list, c.code, c.territory_id, c.valid_from, c.valid_to FROM territory_code c WHERE c.territory_id = ANY ($2)
)
INSERT INTO kept_territory_state (change_id, territory_id, valid_from, valid_to, code_list, code, name, type, parent_id, specially_difficult,
                                  urban, island, folded_name)
SELECT $1, s.territory_id, s.valid_from, s.valid_to, s.code_list, s.code, s.name, s.type, s.parent_id, s.specially_difficult, s.urban,
       s.island, s.folded_name
FROM territory_state s
WHERE s.territory_id = ANY ($2)
