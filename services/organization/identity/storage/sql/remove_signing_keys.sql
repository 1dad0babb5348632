-- Removes keys, and their private parts for good.
UPDATE signing_key SET removed_at = $2::timestamptz, sealed = NULL WHERE id = ANY ($1::text[]) AND removed_at IS NULL
