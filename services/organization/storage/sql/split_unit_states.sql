-- Makes a state of each unit begin on its day, like the one that held then; nothing happens where one does, and without a day.
WITH cut AS (
    SELECT s.*, c.day
    FROM unnest($1::uuid[], $2::date[]) AS c (id, day)
    JOIN unit_state s ON s.unit_id = c.id AND s.valid_from < c.day AND (s.valid_to IS NULL OR s.valid_to > c.day)
), closed AS (
    UPDATE unit_state s SET valid_to = cut.day FROM cut WHERE s.unit_id = cut.unit_id AND s.valid_from = cut.valid_from
    RETURNING s.unit_id
)
INSERT INTO unit_state (unit_id, valid_from, valid_to, territory_id, name, folded_name, superior_id, superior_ids, tags)
SELECT cut.unit_id, cut.day, cut.valid_to, cut.territory_id, cut.name, cut.folded_name, cut.superior_id, cut.superior_ids, cut.tags
FROM cut
JOIN closed ON closed.unit_id = cut.unit_id -- first the end, then the beginning: there is one last state at a time
