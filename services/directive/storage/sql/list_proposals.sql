-- Lists one page ($6) of directives with what the reader proposed for them, without the lists that nobody can correct: the issued ones, and
-- where asked for the drafts that a person has corrected; the newest first (ids sort by the time they were made). From $7 on whose the
-- caller may see, looked for as in list_directives.sql ($13).
WITH asked AS NOT MATERIALIZED (
  SELECT d.id
    FROM directive d
   WHERE ($1::uuid IS NULL OR d.issuer_unit_id = $1::uuid)
     AND ($2::timestamptz IS NULL OR d.ingested_at >= $2::timestamptz)
     AND ($3::timestamptz IS NULL OR d.ingested_at < $3::timestamptz)
     AND (d.state = 'ISSUED'
          OR ($4::boolean AND d.state = 'DRAFT'
              AND EXISTS (SELECT 1 FROM correction c
                           WHERE c.directive_id = d.id AND c.field NOT IN ('state', 'discard_reason'))))
     AND ($5::uuid IS NULL OR d.id < $5::uuid)
),
near AS MATERIALIZED (
  SELECT stretch.id
    FROM (SELECT asked.id FROM asked ORDER BY asked.id DESC LIMIT $13::integer) AS stretch
   WHERE EXISTS (SELECT FROM seen_directive(stretch.id, $7::boolean, $8::uuid[], $9::uuid[], $10::uuid[], $11::uuid[],
                                             $12::uuid[]))
   ORDER BY stretch.id DESC
   LIMIT $6::integer
),
far AS MATERIALIZED (
  SELECT candidate.id
    FROM (SELECT asked.id
            FROM asked
           WHERE asked.id IN (SELECT c.directive_id
                                FROM candidate_directive($8::uuid[], $9::uuid[], $10::uuid[], $11::uuid[], $12::uuid[]) AS c)
           ORDER BY asked.id DESC
          OFFSET 0) AS candidate
   WHERE EXISTS (SELECT FROM seen_directive(candidate.id, $7::boolean, $8::uuid[], $9::uuid[], $10::uuid[], $11::uuid[],
                                             $12::uuid[]))
   ORDER BY candidate.id DESC
   LIMIT $6::integer
),
enough AS MATERIALIZED (
  SELECT (SELECT count(*) FROM near) = $6::integer
         OR NOT EXISTS (SELECT FROM asked ORDER BY asked.id DESC OFFSET $13::integer) AS enough
)
SELECT d.id, d.state, d.version, d.number, d.type, d.issuer, d.place, d.issued_year, d.issued_month, d.issued_day, d.subject, d.signer,
       d.damaged, d.addressees, d.tree_change, d.ingested_at, d.ingested_by, d.issued_at, d.discarded_at,
       d.discarded_by, d.discarded_caller, d.discard_reason, f.name AS file_name, f.size AS file_size, f.sha256, f.form AS file_form,
       f.pages AS file_pages, f.notes AS file_notes,
       f.proposal - '{outline,legal_bases,citations,recipients,addressees}'::text[] AS proposal
  FROM (SELECT near.id FROM near WHERE (SELECT enough.enough FROM enough)
        UNION ALL
        SELECT far.id FROM far WHERE NOT (SELECT enough.enough FROM enough)) AS page
  JOIN directive d ON d.id = page.id
  JOIN directive_file f ON f.directive_id = d.id
 ORDER BY d.id DESC
