-- Marks revisions as no longer the current ones.
UPDATE value_revision v SET is_current = false
FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::integer[]) AS r (unit_id, period, indicator_id, revision)
WHERE v.unit_id = r.unit_id AND v.period = r.period AND v.indicator_id = r.indicator_id AND v.revision = r.revision;
