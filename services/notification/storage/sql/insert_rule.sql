-- Creates the rule of an issuer.
INSERT INTO reminder_rule (issuer_unit_id, before_days, on_day, after_days, repeat_days, minute_of_day, catch_up_days, version)
VALUES ($1::uuid, $2::int[], $3::boolean, $4::int[], $5::int, $6::int, $7::int, 1);
