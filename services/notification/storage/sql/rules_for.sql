-- The default rule, and the rules of these issuers.
SELECT issuer_unit_id, before_days, on_day, after_days, repeat_days, minute_of_day, catch_up_days, version
FROM reminder_rule
WHERE issuer_unit_id IS NULL OR issuer_unit_id = ANY ($1::uuid[]);
