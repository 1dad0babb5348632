-- Who issued one directive.
SELECT issuer_unit_id FROM directive WHERE id = $1
