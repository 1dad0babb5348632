-- Whose an assignment ($1) is, or what a unit ($2) got by a directive ($3), and who stands for its issuer today: the issuer, or its heir.
SELECT p.unit_id, coalesce(h.heir_unit_id, p.issuer_unit_id) AS issuer_unit_id
FROM pending_assignment p
LEFT JOIN heir h ON h.unit_id = p.issuer_unit_id
WHERE p.assignment_id = $1::uuid OR (p.unit_id = $2::uuid AND p.directive_id = $3::uuid)
LIMIT 1;
