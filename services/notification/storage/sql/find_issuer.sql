-- Who gave a unit something by a directive.
SELECT issuer_unit_id FROM pending_assignment
WHERE unit_id = $1::uuid AND directive_id = $2::uuid
LIMIT 1;
