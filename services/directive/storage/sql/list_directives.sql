-- Lists one page ($7) of directives, the newest first (ids sort by the time they were made), with optional filters; discarded ones only
-- where that state is asked for. From $8 on whose the caller may see. A stretch of them ($14, more than a page) is looked through first:
-- who sees much finds a page in it. Who does not would have to look through everything: what that caller may see is looked up from its
-- units.
WITH asked AS NOT MATERIALIZED (
  SELECT d.id
    FROM directive d
   WHERE ($1::uuid IS NULL OR d.issuer_unit_id = $1::uuid)
     AND (d.state = $2::text OR ($2::text IS NULL AND d.state <> 'DISCARDED'))
     AND ($3::text IS NULL OR d.type = $3::text)
     AND ($4::integer IS NULL OR d.issued_year = $4::integer)
     AND ($5::uuid IS NULL OR d.issuer_unit_id = $5::uuid
          OR EXISTS (SELECT 1 FROM named_body n WHERE n.unit_id = $5::uuid AND n.directive_id = d.id))
     AND ($6::uuid IS NULL OR d.id < $6::uuid)
),
near AS MATERIALIZED (
  SELECT stretch.id
    FROM (SELECT asked.id FROM asked ORDER BY asked.id DESC LIMIT $14::integer) AS stretch
   WHERE EXISTS (SELECT FROM seen_directive(stretch.id, $8::boolean, $9::uuid[], $10::uuid[], $11::uuid[], $12::uuid[],
                                             $13::uuid[]))
   ORDER BY stretch.id DESC
   LIMIT $7::integer
),
-- In order before the question, so that it is asked of no more than a page needs.
far AS MATERIALIZED (
  SELECT candidate.id
    FROM (SELECT asked.id
            FROM asked
           WHERE asked.id IN (SELECT c.directive_id
                                FROM candidate_directive($9::uuid[], $10::uuid[], $11::uuid[], $12::uuid[], $13::uuid[]) AS c)
           ORDER BY asked.id DESC
          OFFSET 0) AS candidate
   WHERE EXISTS (SELECT FROM seen_directive(candidate.id, $8::boolean, $9::uuid[], $10::uuid[], $11::uuid[], $12::uuid[],
                                             $13::uuid[]))
   ORDER BY candidate.id DESC
   LIMIT $7::integer
),
-- Whether near is a whole page, or all that there is.
enough AS MATERIALIZED (
  SELECT (SELECT count(*) FROM near) = $7::integer
         OR NOT EXISTS (SELECT FROM asked ORDER BY asked.id DESC OFFSET $14::integer) AS enough
)
SELECT d.id, d.state, d.number, d.type, d.issuer, d.issued_on, d.subject, d.task_count, d.ingested_at
  FROM (SELECT near.id FROM near WHERE (SELECT enough.enough FROM enough)
        UNION ALL
        SELECT far.id FROM far WHERE NOT (SELECT enough.enough FROM enough)) AS page
  JOIN directive d ON d.id = page.id
 ORDER BY d.id DESC
