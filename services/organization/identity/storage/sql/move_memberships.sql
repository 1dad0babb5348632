-- Ends, for a succession, what memberships of some units reach past a day, and begins the same in the heirs, from the later of their first
-- day and that day and for as long as they would have lasted. Days on which somebody has the role in the heir already are left out, and
-- who had it in several predecessors has it once. What would have begun later has no day left where it was. What never was stays so.
WITH ended AS (
  UPDATE membership m
  SET ended_before = m.valid_to, valid_to = greatest($4::date, m.valid_from), ended_by = $1::uuid, went_to = e.heir
  FROM unnest($2::uuid[], $3::uuid[]) AS e (unit_id, heir)
  WHERE m.unit_id = e.unit_id AND m.ended_by IS NULL AND (m.valid_to IS NULL OR greatest($4::date, m.valid_from) < m.valid_to)
  RETURNING m.user_id, m.role, m.went_to, daterange(m.valid_to, m.ended_before) AS days
), gone AS (
  SELECT user_id, role, went_to, range_agg(days) AS days FROM ended GROUP BY user_id, role, went_to
)
INSERT INTO membership (id, user_id, unit_id, role, valid_from, valid_to, made_by, made_to)
SELECT gen_random_uuid(), gone.user_id, gone.went_to, gone.role, lower(days.piece), upper(days.piece), $1::uuid, upper(days.piece)
FROM gone
CROSS JOIN LATERAL unnest(gone.days - coalesce(
  (SELECT range_agg(daterange(has.valid_from, has.valid_to)) FROM membership has
   WHERE has.user_id = gone.user_id AND has.unit_id = gone.went_to AND has.role = gone.role), '{}'::datemultirange)) AS days (piece)
