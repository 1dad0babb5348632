-- One page of rules, the default one first, then by issuer; $1 is the issuer of the last rule of the page before, all zeros after the
-- default rule, NULL for the first page.
SELECT issuer_unit_id, before_days, on_day, after_days, repeat_days, minute_of_day, catch_up_days, version
FROM reminder_rule
WHERE $1::uuid IS NULL OR issuer_unit_id > $1::uuid
ORDER BY issuer_unit_id NULLS FIRST
LIMIT $2::int;
