-- Replaces a rule that is locked.
UPDATE reminder_rule
SET before_days = $2::int[], on_day = $3::boolean, after_days = $4::int[], repeat_days = $5::int, minute_of_day = $6::int,
    catch_up_days = $7::int, version = version + 1
WHERE issuer_unit_id IS NOT DISTINCT FROM $1::uuid;
