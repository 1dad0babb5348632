-- It took effect.
UPDATE succession SET state = 'ENACTED', tree_change = $2::bigint, enacted_at = $3::timestamptz WHERE id = $1::uuid AND state = 'PLANNED'
