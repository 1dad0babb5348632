-- Lists known directives that one directive rests on: same number and year, and the same issuer by unit or by full name. A discarded
-- one is neither end of an edge. From $2 on whose the caller may see.
SELECT d.id, d.state, d.number, d.type, d.issuer, d.issued_on, d.subject, d.task_count, d.ingested_at
  FROM citation c
  JOIN directive o ON o.id = c.directive_id AND o.state <> 'DISCARDED'
  LEFT JOIN named_body n ON n.directive_id = c.directive_id AND n.name = c.issuer
  JOIN directive d ON d.number_key = c.number_key AND d.issued_year = c.year AND d.state <> 'DISCARDED'
                  AND (d.issuer_unit_id = n.unit_id OR d.issuer_folded = c.issuer_folded)
 WHERE c.directive_id = $1::uuid AND c.basis AND c.number_key <> '' AND c.year > 0
   AND d.id <> c.directive_id
   AND EXISTS (SELECT FROM seen_directive(d.id, $2::boolean, $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[]))
 ORDER BY c.ordinal, d.id
