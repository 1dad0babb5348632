-- Finds directives by a range of ids ($1 to $2) or by number; at most six. A number means a discarded one only where no other has it.
SELECT d.id, d.state, d.number, d.issuer, d.issued_year
  FROM directive d
 WHERE d.id BETWEEN $1::uuid AND $2::uuid
    OR (d.number_key = $3
        AND (d.state <> 'DISCARDED'
             OR NOT EXISTS (SELECT 1 FROM directive o WHERE o.number_key = $3 AND o.state <> 'DISCARDED')))
 ORDER BY d.id DESC
 LIMIT 6
