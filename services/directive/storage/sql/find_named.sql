-- Finds directives by a range of ids ($1 to $2) or by number; at most six. A number means a discarded one only where no other has it. From
-- $4 on whose the caller may see: to the caller there are no others.
WITH seen AS (
  SELECT d.id, d.state, d.number, d.number_key, d.issuer, d.issued_year
    FROM directive d
   WHERE (d.id BETWEEN $1::uuid AND $2::uuid OR d.number_key = $3)
     AND EXISTS (SELECT FROM seen_directive(d.id, $4::boolean, $5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[], $9::uuid[]))
)
SELECT d.id, d.state, d.number, d.issuer, d.issued_year
  FROM seen d
 WHERE d.id BETWEEN $1::uuid AND $2::uuid
    OR (d.number_key = $3
        AND (d.state <> 'DISCARDED'
             OR NOT EXISTS (SELECT 1 FROM seen o WHERE o.number_key = $3 AND o.state <> 'DISCARDED')))
 ORDER BY d.id DESC
 LIMIT 6
