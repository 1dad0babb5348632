-- What has no seal: records, and places in the sealer's queue whose record is gone; whether it is in the queue, and for how many seconds it
-- has been waiting by the database's clock.
COPY (
  SELECT 'U', COALESCE(r.seq, u.seq), u.seq IS NOT NULL, r.seq IS NOT NULL,
    COALESCE(extract(epoch FROM clock_timestamp() - r.recorded_at)::bigint, 0), COALESCE(r.method, ''), COALESCE(r.object_type, ''),
    COALESCE(r.object_id, '')
  FROM audit_record AS r FULL JOIN audit_unsealed AS u ON u.seq = r.seq
  WHERE NOT EXISTS (SELECT 1 FROM audit_seal AS s WHERE s.seq = r.seq)
  ORDER BY 2
) TO STDOUT;
