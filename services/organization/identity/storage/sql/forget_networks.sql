-- No network is known of an account any more.
UPDATE session SET network = '' WHERE user_id = $1::uuid AND network <> ''
