-- Ends what memberships of units there are on a day, for a succession, and keeps when each would have ended.
UPDATE membership SET ended_before = valid_to, valid_to = $3::date, ended_by = $1::uuid
WHERE unit_id = ANY ($2::uuid[]) AND ended_by IS NULL AND valid_from < $3::date AND (valid_to IS NULL OR $3::date < valid_to)
