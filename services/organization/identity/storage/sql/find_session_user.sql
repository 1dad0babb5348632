-- Whose session it is.
SELECT user_id FROM session WHERE id = $1::uuid
