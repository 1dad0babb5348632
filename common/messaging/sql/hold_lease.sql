-- Locks and renews the lease for this transaction; no row where it was lost. What follows goes by indexes even before the first ANALYZE,
-- and is made durable only if $4: the rest can be found out again.
UPDATE relay_lease
SET expires_at = clock_timestamp() + make_interval(secs => $3::double precision)
WHERE holder = $1::text AND epoch = $2::bigint
RETURNING epoch, set_config('enable_seqscan', 'off', true),
  set_config('synchronous_commit', CASE WHEN $4::boolean THEN current_setting('synchronous_commit') ELSE 'off' END, true);
