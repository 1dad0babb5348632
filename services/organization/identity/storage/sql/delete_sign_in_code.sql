-- The sign-in code of an account is good no more.
DELETE FROM sign_in_code WHERE user_id = $1::uuid
