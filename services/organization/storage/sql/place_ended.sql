-- Gives each unit that has ended by a day ($3) a place from that day on, below one that exists: below its heir ($1, $2), else below the
-- nearest of those above it that exists, or below the heir of that one. Whose superior exists, and who has no heir, stays. What they were
-- before is kept for a change ($4); refresh_lines.sql must follow.
-- Which heirs exist is a column and no condition: heirs have begun a moment ago, the statistics say that none has, and with next to no
-- heirs expected these would be gone through once for each unit.
WITH heir AS MATERIALIZED (
    SELECT given.unit_id, given.heir_id,
           (u.valid_from IS NULL OR u.valid_from <= $3::date) AND (u.valid_to IS NULL OR u.valid_to > $3) AS is_there
    FROM unnest($1::uuid[], $2::uuid[]) AS given (unit_id, heir_id)
    JOIN unit u ON u.id = given.heir_id
), homeless AS MATERIALIZED (
    SELECT s.*, u.territory_id AS home_id, u.valid_from AS begins, u.valid_to AS ends, u.continued_by
    FROM unit u
    JOIN unit_state s ON s.unit_id = u.id AND s.valid_from <= $3 AND (s.valid_to IS NULL OR s.valid_to > $3)
    JOIN unit above ON above.id = s.superior_id
    LEFT JOIN heir ON heir.unit_id = u.id AND heir.is_there
    WHERE u.valid_to <= $3 AND (above.valid_to <= $3 OR heir.unit_id IS NOT NULL)
), placed AS MATERIALIZED (
    SELECT DISTINCT ON (h.unit_id) h.*, coalesce(heir.heir_id, above.id) AS place_id
    FROM homeless h
    CROSS JOIN LATERAL unnest(h.unit_id || h.superior_ids) WITH ORDINALITY AS line (id, at)
    JOIN unit above ON above.id = line.id
    LEFT JOIN heir ON heir.unit_id = line.id AND heir.is_there
    WHERE heir.heir_id IS NOT NULL
       OR ((above.valid_from IS NULL OR above.valid_from <= $3) AND (above.valid_to IS NULL OR above.valid_to > $3))
    ORDER BY h.unit_id, line.at
), kept AS (
    INSERT INTO kept_unit (change_id, unit_id, territory_id, valid_from, valid_to, continued_by)
    SELECT $4::uuid, p.unit_id, p.home_id, p.begins, p.ends, p.continued_by FROM placed p
    ON CONFLICT (change_id, unit_id) DO NOTHING
    RETURNING unit_id
), kept_states AS (
    INSERT INTO kept_unit_state (change_id, unit_id, valid_from, valid_to, territory_id, name, folded_name, tags, superior_id, superior_ids)
    SELECT $4, s.unit_id, s.valid_from, s.valid_to, s.territory_id, s.name, s.folded_name, s.tags, s.superior_id, s.superior_ids
    FROM kept
    JOIN unit_state s ON s.unit_id = kept.unit_id
), changed AS (
    UPDATE unit_state s
    SET valid_to = CASE WHEN s.valid_from < $3 THEN $3 ELSE s.valid_to END,
        superior_id = CASE WHEN s.valid_from < $3 THEN s.superior_id ELSE p.place_id END,
        superior_ids = CASE WHEN s.valid_from < $3 THEN s.superior_ids ELSE p.place_id || s.superior_ids END
    FROM placed p
    WHERE s.unit_id = p.unit_id AND (s.valid_to IS NULL OR s.valid_to > $3)
    RETURNING s.unit_id, s.valid_from
)
INSERT INTO unit_state (unit_id, valid_from, valid_to, territory_id, name, folded_name, tags, superior_id, superior_ids)
SELECT p.unit_id, $3, p.valid_to, p.territory_id, p.name, p.folded_name, p.tags, p.place_id, p.place_id || p.superior_ids
FROM changed -- first the end, then the beginning: there is one last state at a time
JOIN placed p ON p.unit_id = changed.unit_id AND p.valid_from = changed.valid_from
WHERE p.valid_from < $3
