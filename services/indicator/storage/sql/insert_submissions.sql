-- Remembers who reported, when and with which remark.
INSERT INTO submission (id, unit_id, period, submitted_at, submitted_by, note)
SELECT s.id, s.unit_id, s.period, $5::timestamptz, $6::text, s.note
FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) AS s (id, unit_id, period, note);
