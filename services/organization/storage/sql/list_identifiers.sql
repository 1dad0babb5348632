-- Reads the identifiers that a unit has or had, by scheme and day.
SELECT scheme, value, nullif(valid_from, '-infinity') AS valid_from, valid_to
FROM unit_identifier
WHERE unit_id = $1::uuid
ORDER BY scheme, valid_from
