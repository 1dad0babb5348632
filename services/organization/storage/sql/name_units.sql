-- Gives units names in the states that begin in a stretch of days, and all of them a new version because what they say of their territory
-- has changed.
WITH given AS (
    SELECT c.id, c.day, c.until, c.name, c.folded_name
    FROM unnest($1::uuid[], $2::date[], $3::date[], $4::text[], $5::text[]) AS c (id, day, until, name, folded_name)
), named AS (
    UPDATE unit_state s
    SET name = g.name, folded_name = g.folded_name
    FROM given g
    WHERE s.unit_id = g.id AND s.valid_from >= coalesce(g.day, '-infinity') AND (g.until IS NULL OR s.valid_from < g.until)
      AND s.name <> g.name
)
UPDATE unit u SET version = u.version + 1 FROM given g WHERE u.id = g.id
