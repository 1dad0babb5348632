-- Makes a state of each territory begin on its day, like the one that held then; nothing happens where one does, and without a day.
WITH cut AS (
    SELECT s.*, c.day
    FROM unnest($1::uuid[], $2::date[]) AS c (id, day)
    JOIN territory_state s ON s.territory_id = c.id AND s.valid_from < c.day AND (s.valid_to IS NULL OR s.valid_to > c.day)
), closed AS (
    UPDATE territory_state s SET valid_to = cut.day FROM cut WHERE s.territory_id = cut.territory_id AND s.valid_from = cut.valid_from
    RETURNING s.territory_id
)
INSERT INTO territory_state (territory_id, valid_from, valid_to, code_list, code, name, type, parent_id, specially_difficult, urban, island,
                             folded_name)
SELECT cut.territory_id, cut.day, cut.valid_to, cut.code_list, cut.code, cut.name, cut.type, cut.parent_id, cut.specially_difficult,
       cut.urban, cut.island, cut.folded_name
FROM cut
JOIN closed ON closed.territory_id = cut.territory_id -- first the end, then the beginning: there is one last state at a time
