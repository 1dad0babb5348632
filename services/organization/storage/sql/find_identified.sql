-- Finds the unit that has an identifier on a day.
SELECT unit_id AS id FROM unit_identifier
WHERE value = $1 AND valid_from <= $2::date AND (valid_to IS NULL OR valid_to > $2)
LIMIT 1
