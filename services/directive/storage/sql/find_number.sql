-- Finds another directive of the same issuer, number and year, but for discarded ones.
SELECT id, state
  FROM directive
 WHERE issuer_unit_id = $1::uuid AND number_key = $2 AND number_whole AND issued_year = $3::integer AND issued_year > 0
   AND state <> 'DISCARDED' AND id <> $4::uuid
