-- Takes the sealer's lease where it is free or has run out, or ($3) where it is ours from before a restart; no row where another has it.
INSERT INTO audit_sealer (holder, epoch, expires_at)
VALUES ($1::text, 1, clock_timestamp() + make_interval(secs => $2::double precision))
ON CONFLICT (only_one) DO UPDATE
SET holder = excluded.holder, epoch = audit_sealer.epoch + 1, expires_at = excluded.expires_at
WHERE audit_sealer.expires_at < clock_timestamp() OR ($3::boolean AND audit_sealer.holder = excluded.holder)
RETURNING epoch;
