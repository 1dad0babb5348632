-- Writes the states of territories that begin on a day; no day is the first of all.
UPDATE territory_state s
SET name = c.name, type = c.type, parent_id = c.parent_id, folded_name = c.folded_name, specially_difficult = c.specially_difficult,
    urban = c.urban, island = c.island
FROM unnest($1::uuid[], $2::date[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::boolean[], $8::boolean[], $9::boolean[])
    AS c (id, valid_from, name, type, parent_id, folded_name, specially_difficult, urban, island)
WHERE s.territory_id = c.id AND s.valid_from = coalesce(c.valid_from, '-infinity')
