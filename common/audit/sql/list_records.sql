-- Records that meet all conditions that are given, the newest first, behind a place ($7, $8).
SELECT r.seq, r.at, r.recorded_at, r.subject, r.name, r.unit_id, r.method, r.object_type, r.object_id, r.before, r.after, r.request_id,
  r.address, r.trace, COALESCE(s.number, 0) AS number
FROM audit_record AS r LEFT JOIN audit_seal AS s ON s.seq = r.seq
WHERE ($1::text IS NULL OR r.object_id = $1::text)
  AND ($2::text IS NULL OR r.object_type = $2::text)
  AND ($3::text IS NULL OR r.subject = $3::text OR r.name = $3::text)
  AND ($4::text IS NULL OR r.unit_id = $4::text)
  AND ($5::timestamptz IS NULL OR r.at >= $5::timestamptz)
  AND ($6::timestamptz IS NULL OR r.at < $6::timestamptz)
  AND ($7::timestamptz IS NULL OR (r.at, r.seq) < ($7::timestamptz, $8::bigint))
ORDER BY r.at DESC, r.seq DESC
LIMIT $9::integer;
