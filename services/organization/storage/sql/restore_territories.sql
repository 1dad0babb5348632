-- Gives territories the days back that they had before a change, and takes away their states and codes; insert_kept_states.sql must follow.
WITH restored AS (
    UPDATE territory t SET valid_from = k.valid_from, valid_to = k.valid_to, continued_by = k.continued_by
    FROM kept_territory k
    WHERE k.change_id = $1::uuid AND t.id = k.territory_id
), no_codes AS (
    DELETE FROM territory_code c USING kept_territory_code k WHERE k.change_id = $1 AND c.code_list = k.code_list AND c.code = k.code
)
DELETE FROM territory_state s USING kept_territory k WHERE k.change_id = $1 AND s.territory_id = k.territory_id
