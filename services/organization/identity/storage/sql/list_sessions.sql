-- One page of the sessions of an account that have not ended, the newest first.
SELECT s.id, s.created_at, s.last_used_at, s.address, max(t.expires_at) AS expires_at
FROM session s JOIN refresh_token t ON t.session_id = s.id
WHERE s.user_id = $1::uuid AND s.ended_at IS NULL
  AND ($3::uuid IS NULL OR (s.created_at, s.id) < (SELECT a.created_at, a.id FROM session a WHERE a.id = $3::uuid))
GROUP BY s.id, s.created_at, s.last_used_at, s.address
HAVING max(t.expires_at) > $2::timestamptz
ORDER BY s.created_at DESC, s.id DESC
LIMIT $4
