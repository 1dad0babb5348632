-- Who was chosen to take over from bodies.
SELECT unit_id, heir_unit_id FROM succession_resolution WHERE succession_id = $1::uuid ORDER BY unit_id
