-- Finds another directive of the same issuer, number and year.
SELECT id
  FROM directive
 WHERE issuer_unit_id = $1::uuid AND number_key = $2 AND number_whole AND issued_year = $3::integer AND issued_year > 0 AND id <> $4::uuid
