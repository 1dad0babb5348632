-- Writes the attributes of a territory in its states from a day on, each up to the day on which it is known to turn; no day is always, and
-- all of them. A state begins on the day (split_territory_states.sql).
WITH turn AS (
    SELECT min(s.valid_from) FILTER (WHERE s.specially_difficult <> held.specially_difficult) AS specially_difficult,
           min(s.valid_from) FILTER (WHERE s.urban <> held.urban) AS urban,
           min(s.valid_from) FILTER (WHERE s.island <> held.island) AS island
    FROM territory_state held
    JOIN territory_state s ON s.territory_id = held.territory_id AND s.valid_from > held.valid_from
    WHERE held.territory_id = $1::uuid AND held.valid_from = $2::date
)
UPDATE territory_state s
SET specially_difficult = CASE WHEN s.valid_from >= turn.specially_difficult THEN s.specially_difficult
                               ELSE coalesce($3::boolean, s.specially_difficult) END,
    urban = CASE WHEN s.valid_from >= turn.urban THEN s.urban ELSE coalesce($4::boolean, s.urban) END,
    island = CASE WHEN s.valid_from >= turn.island THEN s.island ELSE coalesce($5::boolean, s.island) END
FROM turn
WHERE s.territory_id = $1 AND s.valid_from >= coalesce($2, '-infinity')
