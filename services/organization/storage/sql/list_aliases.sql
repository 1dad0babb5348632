-- Lists the aliases of a unit, of all days.
SELECT alias, nullif(valid_from, '-infinity') AS valid_from, valid_to FROM unit_alias WHERE unit_id = $1::uuid ORDER BY alias
