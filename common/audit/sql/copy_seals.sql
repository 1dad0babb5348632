-- All seals with their records, in the order of the chain, for verification and export. A record that is gone is all NULL.
COPY (
  SELECT 'S', s.number, s.seq, encode(s.digest, 'hex'), encode(s.hash, 'hex'),
    (extract(epoch FROM r.at) * 1000000)::bigint, (extract(epoch FROM r.recorded_at) * 1000000)::bigint,
    r.subject, r.name, r.unit_id, r.method, r.object_type, r.object_id, r.before, r.after, r.request_id, r.address, r.trace,
    r.object_unit_id
  FROM audit_seal AS s LEFT JOIN audit_record AS r ON r.seq = s.seq
  ORDER BY s.number
) TO STDOUT;
