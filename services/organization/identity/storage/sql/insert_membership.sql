-- Adds a membership.
INSERT INTO membership (id, user_id, unit_id, role, valid_from, valid_to, granted_at)
VALUES ($1::uuid, $2::uuid, $3::uuid, $4, $5::date, $6::date, $7::timestamptz)
