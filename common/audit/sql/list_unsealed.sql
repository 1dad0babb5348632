-- The records that are not sealed yet and were committed first, in the order of their commits. Where the database does not keep when that was
-- (track_commit_timestamp), or did not yet: in the order in which they were written.
SELECT r.seq, (extract(epoch FROM r.at) * 1000000)::bigint AS at_us, (extract(epoch FROM r.recorded_at) * 1000000)::bigint AS recorded_us,
  r.subject, r.name, r.unit_id, r.method, r.object_type, r.object_id, r.before, r.after, r.request_id, r.address, r.trace,
  r.object_unit_id
FROM (
  SELECT seq, CASE WHEN current_setting('track_commit_timestamp')::boolean THEN pg_xact_commit_timestamp(xmin) END AS committed_at
  FROM audit_unsealed
  ORDER BY committed_at NULLS FIRST, seq
  LIMIT $1::integer
) AS u JOIN audit_record AS r ON r.seq = u.seq
ORDER BY u.committed_at NULLS FIRST, u.seq;
