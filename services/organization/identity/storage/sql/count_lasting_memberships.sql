-- How many memberships of an account have not ended on a day.
SELECT count(*) AS memberships FROM membership
WHERE user_id = $1::uuid AND (valid_to IS NULL OR $2::date < valid_to AND valid_from < valid_to)
