-- Brings the lines of superiors up to date on a day (NULL: the first of all) and returns the units that changed. A unit that was there
-- before the day gets a new state, also where it has ended by then; one that was not is corrected. With a change, what the units were
-- before is kept for it.
WITH RECURSIVE line AS (
    SELECT s.unit_id, s.valid_from, '{}'::uuid[] AS superior_ids
    FROM unit_state s
    WHERE s.superior_id IS NULL
      AND s.valid_from <= coalesce($1::date, '-infinity') AND (s.valid_to IS NULL OR s.valid_to > coalesce($1, '-infinity'))
    UNION ALL
    SELECT s.unit_id, s.valid_from, l.unit_id || l.superior_ids
    FROM line l
    JOIN unit_state s
        ON s.superior_id = l.unit_id
       AND s.valid_from <= coalesce($1, '-infinity') AND (s.valid_to IS NULL OR s.valid_to > coalesce($1, '-infinity'))
), stale AS MATERIALIZED (
    SELECT s.*, l.superior_ids AS line, u.territory_id AS home_id, u.valid_from AS begins, u.valid_to AS ends, u.continued_by,
           s.valid_from < $1 AND (u.valid_from IS NULL OR u.valid_from < $1) AS was_there
    FROM line l
    JOIN unit_state s ON s.unit_id = l.unit_id AND s.valid_from = l.valid_from
    JOIN unit u ON u.id = l.unit_id
    WHERE s.superior_ids <> l.superior_ids
), kept AS (
    INSERT INTO kept_unit (change_id, unit_id, territory_id, valid_from, valid_to, continued_by)
    SELECT $2::uuid, x.unit_id, x.home_id, x.begins, x.ends, x.continued_by FROM stale x WHERE $2 IS NOT NULL
    ON CONFLICT (change_id, unit_id) DO NOTHING
    RETURNING unit_id
), kept_states AS (
    INSERT INTO kept_unit_state (change_id, unit_id, valid_from, valid_to, territory_id, name, folded_name, superior_id, superior_ids, tags)
    SELECT $2, s.unit_id, s.valid_from, s.valid_to, s.territory_id, s.name, s.folded_name, s.superior_id, s.superior_ids, s.tags
    FROM kept
    JOIN unit_state s ON s.unit_id = kept.unit_id
), changed AS (
    UPDATE unit_state s
    SET valid_to = CASE WHEN x.was_there THEN $1 ELSE s.valid_to END,
        superior_ids = CASE WHEN x.was_there THEN s.superior_ids ELSE x.line END
    FROM stale x
    WHERE s.unit_id = x.unit_id AND s.valid_from = x.valid_from
    RETURNING s.unit_id
), begun AS (
    INSERT INTO unit_state (unit_id, valid_from, valid_to, territory_id, name, folded_name, superior_id, superior_ids, tags)
    SELECT x.unit_id, $1, x.valid_to, x.territory_id, x.name, x.folded_name, x.superior_id, x.line, x.tags
    FROM changed -- first the end, then the beginning: there is one last state at a time
    JOIN stale x ON x.unit_id = changed.unit_id
    WHERE x.was_there
)
UPDATE unit u SET version = u.version + 1 FROM stale x WHERE u.id = x.unit_id
RETURNING u.id
