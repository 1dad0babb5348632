-- A membership of the same account in the same unit and role on some of these days.
SELECT id FROM membership
WHERE user_id = $1::uuid AND unit_id = $2::uuid AND role = $3 AND id <> $6::uuid
  AND daterange(valid_from, valid_to) && daterange($4::date, $5::date)
LIMIT 1
