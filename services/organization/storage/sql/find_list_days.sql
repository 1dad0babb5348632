-- Reads since when a list has been in force (NULL for always; the day of planned units where it is planned), whether it is known at all,
-- and whether another list is in force or was.
SELECT count(*) FILTER (WHERE c.code_list = $1) > 0 AS is_known,
       nullif(min(coalesce(c.valid_from, '-infinity')) FILTER (WHERE c.code_list = $1), '-infinity') AS valid_from,
       count(*) FILTER (WHERE c.code_list NOT IN ($1, '') AND c.valid_from IS DISTINCT FROM '9999-12-31') > 0 AS has_other
FROM territory_code c
