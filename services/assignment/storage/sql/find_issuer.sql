-- Who stands today for the unit that issued one directive.
SELECT continued_by(issuer_unit_id) AS issuer_unit_id FROM directive WHERE id = $1
