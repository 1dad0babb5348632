-- Whom earlier successions left behind, because their memberships began on the day or later: to the heirs now, one succession after the
-- other as they took effect, so that each can be taken back as if it had moved them itself (move_memberships.sql).
DO $$
DECLARE
    done record;
BEGIN
    FOR done IN SELECT s.id, s.effective_on FROM succession s WHERE s.state = 'ENACTED' ORDER BY s.tree_change LOOP
        WITH ended AS (
            UPDATE membership m
            SET ended_before = m.valid_to, valid_to = greatest(done.effective_on, m.valid_from), ended_by = done.id, went_to = b.heir_unit_id
            FROM succession_body b
            WHERE b.succession_id = done.id AND b.heir_unit_id IS NOT NULL AND m.unit_id = b.unit_id
              AND m.ended_by IS NULL AND (m.valid_to IS NULL OR done.effective_on < m.valid_to)
            RETURNING m.user_id, m.role, m.went_to, daterange(m.valid_to, m.ended_before) AS days
        ), gone AS (
            SELECT user_id, role, went_to, range_agg(days) AS days FROM ended GROUP BY user_id, role, went_to
        )
        INSERT INTO membership (id, user_id, unit_id, role, valid_from, valid_to, made_by, made_to)
        SELECT gen_random_uuid(), gone.user_id, gone.went_to, gone.role, lower(days.piece), upper(days.piece), done.id, upper(days.piece)
        FROM gone
        CROSS JOIN LATERAL unnest(gone.days - coalesce(
            (SELECT range_agg(daterange(has.valid_from, has.valid_to)) FROM membership has
             WHERE has.user_id = gone.user_id AND has.unit_id = gone.went_to AND has.role = gone.role), '{}'::datemultirange)) AS days (piece);
    END LOOP;
END $$;
