-- Gives the accounts that a succession moved back to the units that kept them.
WITH gone AS (DELETE FROM moved_account WHERE succession_id = $1::uuid RETURNING user_id, unit_id)
UPDATE user_account u SET unit_id = gone.unit_id FROM gone WHERE u.id = gone.user_id
