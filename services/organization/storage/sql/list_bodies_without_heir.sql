-- One page of the bodies that nobody takes over from, by the code of their territory and id: of divided territories alone, or all.
SELECT b.unit_id, u.name, u.code, u.code_list, b.to_unit_ids,
       ARRAY(SELECT t.name FROM unnest(b.to_unit_ids) WITH ORDINALITY AS c (id, at)
             JOIN unit_state t ON t.unit_id = c.id AND t.valid_to IS NULL ORDER BY c.at) AS to_unit_names
FROM succession_body b
JOIN succession s ON s.id = b.succession_id
JOIN unit_on(s.effective_on - 1) u ON u.id = b.unit_id
WHERE b.succession_id = $1::uuid AND b.heir_unit_id IS NULL AND (NOT $2::boolean OR b.to_unit_ids <> '{}')
  AND ($4::uuid IS NULL OR (u.code, b.unit_id) > ($3, $4))
ORDER BY u.code, b.unit_id
LIMIT $5
