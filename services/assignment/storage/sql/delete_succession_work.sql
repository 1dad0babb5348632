-- It is done.
DELETE FROM succession_work WHERE succession_id = $1 AND group_unit_id = ANY ($2::uuid[])
