-- Ends the identifier of a scheme that a unit has on a day, and gives it another from that day where the value is not empty; no day is
-- always.
WITH ended AS (
    UPDATE unit_identifier SET valid_to = $4::date
    WHERE unit_id = $1::uuid AND scheme = $2 AND valid_to IS NULL
    RETURNING unit_id
)
INSERT INTO unit_identifier (unit_id, scheme, valid_from, valid_to, value)
SELECT $1, $2, coalesce($4, '-infinity'), NULL, $3::text
FROM (SELECT count(*) FROM ended) first -- first the end, then the beginning: there is one at a time
WHERE $3 <> ''
