-- Gives whoever a succession took a membership from the same role in the heir, for as long as it would have lasted; who has it there
-- already on some of these days keeps that.
INSERT INTO membership (id, user_id, unit_id, role, valid_from, valid_to, made_by)
SELECT gen_random_uuid(), gone.user_id, gone.heir, gone.role, $4::date, gone.lasts_to, $1::uuid
FROM (SELECT m.user_id, e.heir, m.role,
             CASE WHEN bool_or(m.ended_before IS NULL) THEN NULL ELSE max(m.ended_before) END AS lasts_to
      FROM membership m JOIN unnest($2::uuid[], $3::uuid[]) AS e (unit_id, heir) ON e.unit_id = m.unit_id
      WHERE m.ended_by = $1::uuid
      GROUP BY m.user_id, e.heir, m.role) AS gone
WHERE NOT EXISTS (SELECT FROM membership has
                  WHERE has.user_id = gone.user_id AND has.unit_id = gone.heir AND has.role = gone.role
                    AND daterange(has.valid_from, has.valid_to) && daterange($4::date, gone.lasts_to))
