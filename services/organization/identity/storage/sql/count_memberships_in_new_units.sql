-- How many memberships people have granted in the units that a succession brought in; these were planned, which is the last of all days.
SELECT count(*) AS memberships
FROM membership m
JOIN kept_unit k ON k.unit_id = m.unit_id AND k.change_id = $1::uuid AND k.valid_from = date '9999-12-31'
WHERE m.made_by IS NULL
