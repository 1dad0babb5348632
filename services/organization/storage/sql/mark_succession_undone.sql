-- It was taken back.
UPDATE succession SET state = 'UNDONE', tree_change = $2::bigint, undone_at = $3::timestamptz WHERE id = $1::uuid AND state = 'ENACTED'
