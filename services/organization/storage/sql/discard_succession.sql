-- A plan was discarded; the version is that of the empty plan which says so to others.
UPDATE succession SET state = 'DISCARDED', wanted = false, version = $2::bigint, discarded_at = $3::timestamptz
WHERE id = $1::uuid AND state = 'PLANNED'
