-- Writes the attributes of a territory in all its states from a day on; no day is always.
UPDATE territory_state
SET specially_difficult = coalesce($3::boolean, specially_difficult), urban = coalesce($4::boolean, urban),
    island = coalesce($5::boolean, island)
WHERE territory_id = $1::uuid AND valid_from >= coalesce($2::date, '-infinity')
