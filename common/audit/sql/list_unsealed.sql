-- The oldest records that are not sealed yet.
SELECT r.seq, (extract(epoch FROM r.at) * 1000000)::bigint AS at_us, (extract(epoch FROM r.recorded_at) * 1000000)::bigint AS recorded_us,
  r.subject, r.name, r.unit_id, r.method, r.object_type, r.object_id, r.before, r.after, r.request_id, r.address, r.trace,
  r.object_unit_id
FROM audit_unsealed AS u JOIN audit_record AS r ON r.seq = u.seq
ORDER BY u.seq
LIMIT $1::integer;
