-- The new end of the chain.
UPDATE audit_sealer SET number = $3::bigint, hash = $4::bytea WHERE holder = $1::text AND epoch = $2::bigint;
