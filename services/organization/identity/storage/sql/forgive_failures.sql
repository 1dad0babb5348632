-- Takes back the failure that was counted before the password was known to be right.
UPDATE sign_in_failures SET failures = greatest(failures - 1, 0) WHERE key = ANY ($1::bytea[])
