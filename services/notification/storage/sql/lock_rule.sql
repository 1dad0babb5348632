-- Reads one rule FOR UPDATE; NULL is the default one.
SELECT issuer_unit_id, before_days, on_day, after_days, repeat_days, minute_of_day, catch_up_days, version
FROM reminder_rule
WHERE issuer_unit_id IS NOT DISTINCT FROM $1::uuid
FOR UPDATE;
