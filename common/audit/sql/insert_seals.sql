-- Adds seals and ends their waiting.
WITH sealed AS (
  INSERT INTO audit_seal (number, seq, digest, hash)
  SELECT s.number, s.seq, s.digest, s.hash
  FROM unnest($1::bigint[], $2::bigint[], $3::bytea[], $4::bytea[]) AS s (number, seq, digest, hash)
)
DELETE FROM audit_unsealed WHERE seq = ANY ($2::bigint[]);
