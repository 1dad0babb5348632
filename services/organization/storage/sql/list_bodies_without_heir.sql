-- One page ($4) of the bodies that nobody takes over from, by id, behind $3: of divided territories alone ($2), or all.
SELECT b.unit_id, u.name, u.code, u.code_list, b.to_unit_ids,
       ARRAY(SELECT t.name FROM unnest(b.to_unit_ids) WITH ORDINALITY AS c (id, at)
             JOIN unit_state t ON t.unit_id = c.id AND t.valid_to IS NULL ORDER BY c.at) AS to_unit_names
FROM (
  SELECT open.succession_id, open.unit_id, open.to_unit_ids
  FROM succession_body open
  WHERE open.succession_id = $1::uuid AND open.heir_unit_id IS NULL AND (NOT $2::boolean OR open.to_unit_ids <> '{}')
    AND ($3::uuid IS NULL OR open.unit_id > $3::uuid)
  ORDER BY open.unit_id
  LIMIT $4
) b
JOIN succession s ON s.id = b.succession_id
JOIN LATERAL (SELECT o.name, o.code, o.code_list FROM unit_on(s.effective_on - 1) o WHERE o.id = b.unit_id) u ON true
ORDER BY b.unit_id
