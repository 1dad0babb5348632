-- Gives back the memberships that a succession ended, as they were. But where a person has since said how long one of them lasts in the
-- heir, that holds: who was dismissed there does not come back.
WITH back AS (
  SELECT m.id, CASE WHEN last.valid_to IS NOT DISTINCT FROM last.made_to THEN m.ended_before
                    WHEN last.made_to IS NOT DISTINCT FROM m.ended_before THEN last.valid_to
                    ELSE least(last.valid_to, m.ended_before) END AS valid_to
  FROM membership m
  LEFT JOIN LATERAL (
    SELECT h.valid_to, h.made_to FROM membership h
    WHERE h.made_by = $1::uuid AND h.user_id = m.user_id AND h.role = m.role AND h.unit_id = m.went_to
      AND daterange(h.valid_from, h.made_to) && daterange(m.valid_to, m.ended_before)
    ORDER BY h.valid_from DESC LIMIT 1) AS last ON true
  WHERE m.ended_by = $1::uuid
)
UPDATE membership m
SET valid_to = CASE WHEN back.valid_to < m.valid_from THEN m.valid_from ELSE back.valid_to END,
    ended_before = NULL, ended_by = NULL, went_to = NULL
FROM back WHERE back.id = m.id
