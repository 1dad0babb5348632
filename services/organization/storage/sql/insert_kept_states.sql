-- Gives territories and units their states and codes of before a change back.
WITH codes AS (
    INSERT INTO territory_code (code_list, code, territory_id, valid_from, valid_to)
    SELECT k.code_list, k.code, k.territory_id, k.valid_from, k.valid_to FROM kept_territory_code k WHERE k.change_id = $1::uuid
), territory_states AS (
    INSERT INTO territory_state (territory_id, valid_from, valid_to, code_list, code, name, type, parent_id, specially_difficult, urban,
                                 island, folded_name)
    SELECT k.territory_id, k.valid_from, k.valid_to, k.code_list, k.code, k.name, k.type, k.parent_id, k.specially_difficult, k.urban,
           k.island, k.folded_name
    FROM kept_territory_state k
    WHERE k.change_id = $1
)
INSERT INTO unit_state (unit_id, valid_from, valid_to, territory_id, name, folded_name, superior_id, superior_ids, tags)
SELECT k.unit_id, k.valid_from, k.valid_to, k.territory_id, k.name, k.folded_name, k.superior_id, k.superior_ids, k.tags
FROM kept_unit_state k
WHERE k.change_id = $1
