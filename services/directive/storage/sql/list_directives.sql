-- Lists one page of directives, the newest first (ids sort by the time they were made), with optional filters; discarded ones
-- only where that state is asked for. From $8 on whose the caller may see.
SELECT d.id, d.state, d.number, d.type, d.issuer, d.issued_on, d.subject, d.task_count, d.ingested_at
  FROM directive d
  LEFT JOIN heir AS keeper ON keeper.unit_id = d.ingested_by
  LEFT JOIN heir AS issuer ON issuer.unit_id = d.issuer_unit_id
 WHERE ($1::uuid IS NULL OR d.issuer_unit_id = $1::uuid)
   AND (d.state = $2::text OR ($2::text IS NULL AND d.state <> 'DISCARDED'))
   AND ($3::text IS NULL OR d.type = $3::text)
   AND ($4::integer IS NULL OR d.issued_year = $4::integer)
   AND ($5::uuid IS NULL OR d.issuer_unit_id = $5::uuid
        OR EXISTS (SELECT 1 FROM named_body n WHERE n.unit_id = $5::uuid AND n.directive_id = d.id))
   AND ($6::uuid IS NULL OR d.id < $6::uuid)
   AND may_see(d.id, d.state, COALESCE(keeper.heir_unit_id, d.ingested_by), COALESCE(issuer.heir_unit_id, d.issuer_unit_id),
               $8::boolean, $9::uuid[], $10::uuid[], $11::uuid[], $12::uuid[],
               (SELECT with_predecessors($13::uuid[])))
 ORDER BY d.id DESC
 LIMIT $7::integer
