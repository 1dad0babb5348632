-- Puts units below other superiors in the states that begin in a stretch of days; refresh_lines.sql must follow. A state must have its
-- superior among those above, so it is put in front.
UPDATE unit_state s
SET superior_id = c.superior_id, superior_ids = c.superior_id || s.superior_ids
FROM unnest($1::uuid[], $2::uuid[], $3::date[], $4::date[]) AS c (id, superior_id, day, until)
WHERE s.unit_id = c.id AND s.valid_from >= coalesce(c.day, '-infinity') AND (c.until IS NULL OR s.valid_from < c.until)
