-- Adds an account.
INSERT INTO user_account (id, login, name, unit_id, created_at)
VALUES ($1::uuid, $2, $3, $4::uuid, $5::timestamptz)
