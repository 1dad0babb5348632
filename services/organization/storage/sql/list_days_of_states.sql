-- Lists the days after a day on which a state of any unit begins.
SELECT DISTINCT s.valid_from AS day FROM unit_state s
WHERE s.valid_from > coalesce($1::date, '-infinity')
ORDER BY s.valid_from
