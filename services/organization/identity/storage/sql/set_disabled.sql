-- Disables or enables an account; the first time of being disabled stays.
UPDATE user_account SET disabled_at = CASE WHEN $2::boolean THEN coalesce(disabled_at, $3::timestamptz) END WHERE id = $1::uuid
