-- Lists known directives that rest on one directive: the other end of the same edges. From $2 on whose the caller may see.
SELECT o.id, o.state, o.number, o.type, o.issuer, o.issued_on, o.subject, o.task_count, o.ingested_at
  FROM directive d
  JOIN citation c ON c.number_key = d.number_key AND c.year = d.issued_year AND c.basis
  LEFT JOIN named_body n ON n.directive_id = c.directive_id AND n.name = c.issuer
  JOIN directive o ON o.id = c.directive_id AND o.state <> 'DISCARDED'
 WHERE d.id = $1::uuid AND d.state <> 'DISCARDED' AND d.number_key <> '' AND d.issued_year > 0 AND o.id <> d.id
   AND (d.issuer_unit_id = n.unit_id OR d.issuer_folded = c.issuer_folded)
   AND EXISTS (SELECT FROM seen_directive(o.id, $2::boolean, $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[]))
 ORDER BY o.id
 LIMIT 200
