-- All checkpoints, in order, for verification and export (export.h has the columns).
COPY (
  SELECT 'C', number, encode(hash, 'hex'), (extract(epoch FROM made_at) * 1000000)::bigint, key_id, encode(signature, 'hex')
  FROM audit_checkpoint ORDER BY number
) TO STDOUT;
