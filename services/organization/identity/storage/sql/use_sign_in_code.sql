-- Uses up a sign-in code: no row where it was used, or another one took its place, since it was looked at.
DELETE FROM sign_in_code WHERE user_id = $1::uuid AND hash = $2::bytea
