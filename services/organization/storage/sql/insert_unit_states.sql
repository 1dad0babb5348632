-- Inserts the states of units, all of each; no first day is the first of all. Arrays come as array literals.
INSERT INTO unit_state (unit_id, valid_from, valid_to, territory_id, name, folded_name, superior_id, superior_ids)
SELECT s.unit_id, coalesce(s.valid_from, '-infinity'), s.valid_to, s.territory_id, s.name, s.folded_name, s.superior_id,
       s.superior_ids::uuid[]
FROM unnest($1::uuid[], $2::date[], $3::date[], $4::uuid[], $5::text[], $6::text[], $7::uuid[], $8::text[])
    AS s (unit_id, valid_from, valid_to, territory_id, name, folded_name, superior_id, superior_ids)
