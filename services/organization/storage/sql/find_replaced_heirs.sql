-- Of choices ($2, $3), the bodies that the plan gives another heir now, with the last names of both: by themselves or as was chosen before.
SELECT b.unit_id, b.heir_unit_id, body.name AS unit_name, was.name AS heir_name
FROM unnest($2::uuid[], $3::uuid[]) AS g (unit_id, heir_unit_id)
JOIN succession_body b ON b.succession_id = $1::uuid AND b.unit_id = g.unit_id AND b.heir_unit_id <> g.heir_unit_id
JOIN unit_state body ON body.unit_id = b.unit_id AND body.valid_to IS NULL
JOIN unit_state was ON was.unit_id = b.heir_unit_id AND was.valid_to IS NULL
ORDER BY body.name, b.unit_id
