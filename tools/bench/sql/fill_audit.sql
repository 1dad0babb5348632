-- So many records of acts as they are, waiting for their seals.
WITH record AS (
  INSERT INTO audit_record (at, subject, name, unit_id, method, object_type, object_id, before, after, request_id, address, trace)
  SELECT timestamptz '2026-11-21' + make_interval(secs => i), 'user:' || md5((i % 20000)::text), 'Người ' || i % 20000,
    md5((i % 10794)::text)::uuid::text, 'ReportAssignment', 'assignment', md5(i::text)::uuid::text,
    '{"state":"IN_PROGRESS","report_text":"","reported_on":null}',
    '{"state":"REPORTED","report_text":"Đã thực hiện xong","reported_on":"2026-11-21"}', md5('r' || i)::uuid::text, '10.0.0.1',
    md5('t' || i)::uuid::text
  FROM generate_series(1, $1::bigint) AS i
  RETURNING seq
)
INSERT INTO audit_unsealed (seq) SELECT seq FROM record;
