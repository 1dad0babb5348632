-- How much of a succession is still to be applied or undone.
SELECT count(*) AS work FROM succession_work WHERE succession_id = $1
