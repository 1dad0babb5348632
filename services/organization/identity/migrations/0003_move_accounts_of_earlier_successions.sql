-- Accounts and systems of units that ended by successions which took effect before these went to heirs: to the heirs now, one succession
-- after the other as they took effect, so that each can be taken back as if it had moved them itself (move_accounts.sql, move_clients.sql).
DO $$
DECLARE
    done record;
BEGIN
    FOR done IN SELECT s.id FROM succession s WHERE s.state = 'ENACTED' ORDER BY s.tree_change LOOP
        WITH moved AS (
            UPDATE user_account u SET unit_id = b.heir_unit_id
            FROM succession_body b
            WHERE b.succession_id = done.id AND b.heir_unit_id IS NOT NULL AND u.unit_id = b.unit_id
            RETURNING u.id, b.unit_id AS was_of
        )
        INSERT INTO moved_account (succession_id, user_id, unit_id) SELECT done.id, id, was_of FROM moved
        ON CONFLICT (succession_id, user_id) DO NOTHING;
        WITH moved AS (
            UPDATE api_client c SET unit_id = b.heir_unit_id
            FROM succession_body b
            WHERE b.succession_id = done.id AND b.heir_unit_id IS NOT NULL AND c.unit_id = b.unit_id AND c.revoked_at IS NULL
            RETURNING c.id, b.unit_id AS was_of
        )
        INSERT INTO moved_client (succession_id, client_id, unit_id) SELECT done.id, id, was_of FROM moved
        ON CONFLICT (succession_id, client_id) DO NOTHING;
    END LOOP;
END $$;
