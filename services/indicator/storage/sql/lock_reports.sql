-- Makes other submissions for the same unit and period wait until the transaction ends. Always in the same order, so that two batches never
-- wait for one another.
INSERT INTO report (unit_id, period, first_submitted_at, last_submitted_at)
SELECT r.unit_id, r.period, $3::timestamptz, $3
FROM unnest($1::uuid[], $2::text[]) AS r (unit_id, period)
ORDER BY r.unit_id, r.period
ON CONFLICT (unit_id, period) DO UPDATE SET last_submitted_at = excluded.last_submitted_at;
