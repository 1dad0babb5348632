-- Forgets the identifier of a scheme that begins on a day, which is to be another.
DELETE FROM unit_identifier WHERE unit_id = $1::uuid AND scheme = $2 AND valid_from = coalesce($3::date, '-infinity')
