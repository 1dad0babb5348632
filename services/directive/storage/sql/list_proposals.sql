-- Lists one page of directives with what the reader proposed for them, without the lists that nobody can correct: the issued ones,
-- and where asked for the drafts that a person has corrected; the newest first (ids sort by the time they were made). From $7 on whose the
-- caller may see.
SELECT d.id, d.state, d.version, d.number, d.type, d.issuer, d.place, d.issued_year, d.issued_month, d.issued_day, d.subject, d.signer,
       d.damaged, d.addressees, d.tree_change, d.ingested_at, d.ingested_by, d.issued_at, d.discarded_at,
       d.discarded_by, d.discarded_caller, d.discard_reason, f.name AS file_name, f.size AS file_size, f.sha256, f.form AS file_form, f.pages AS file_pages, f.notes AS file_notes,
       f.proposal - '{outline,legal_bases,citations,recipients,addressees}'::text[] AS proposal
  FROM directive d
  JOIN directive_file f ON f.directive_id = d.id
  LEFT JOIN heir AS keeper ON keeper.unit_id = d.ingested_by
  LEFT JOIN heir AS issuer ON issuer.unit_id = d.issuer_unit_id
 WHERE ($1::uuid IS NULL OR d.issuer_unit_id = $1::uuid)
   AND ($2::timestamptz IS NULL OR d.ingested_at >= $2::timestamptz)
   AND ($3::timestamptz IS NULL OR d.ingested_at < $3::timestamptz)
   AND (d.state = 'ISSUED'
        OR ($4::boolean AND d.state = 'DRAFT'
            AND EXISTS (SELECT 1 FROM correction c
                         WHERE c.directive_id = d.id AND c.field NOT IN ('state', 'discard_reason'))))
   AND ($5::uuid IS NULL OR d.id < $5::uuid)
   AND may_see(d.id, d.state, COALESCE(keeper.heir_unit_id, d.ingested_by), COALESCE(issuer.heir_unit_id, d.issuer_unit_id),
               $7::boolean, $8::uuid[], $9::uuid[], $10::uuid[], $11::uuid[],
               (SELECT with_predecessors($12::uuid[])))
 ORDER BY d.id DESC
 LIMIT $6::integer
