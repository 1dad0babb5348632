-- A system gets no more tokens; the first time stays.
UPDATE api_client SET revoked_at = coalesce(revoked_at, $2::timestamptz) WHERE id = $1
