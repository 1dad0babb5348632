-- How many memberships of units were made by people, not by a succession, that begin on or after a day.
SELECT count(*) AS memberships FROM membership
WHERE unit_id = ANY ($1::uuid[]) AND made_by IS NULL AND valid_from >= $2::date
