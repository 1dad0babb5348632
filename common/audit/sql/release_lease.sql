-- Gives the lease back, so that another sealer need not wait for it to run out.
UPDATE audit_sealer SET expires_at = '-infinity' WHERE holder = $1::text AND epoch = $2::bigint;
