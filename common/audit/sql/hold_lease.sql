-- Locks and renews the lease for this transaction, and says where the chain ends; no row where the lease was lost. What follows goes by
-- indexes even before the first ANALYZE.
UPDATE audit_sealer
SET expires_at = clock_timestamp() + make_interval(secs => $3::double precision)
WHERE holder = $1::text AND epoch = $2::bigint
RETURNING number, hash, set_config('enable_seqscan', 'off', true);
