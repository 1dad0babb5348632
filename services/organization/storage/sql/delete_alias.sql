-- Forgets an alias of a unit.
DELETE FROM unit_alias WHERE unit_id = $1::uuid AND alias = $2
