-- Finds one page ($5) of directives that have all words of a folded query ($1), the best first; those whose subject has the query as it was
-- typed, diacritics and all ($2; NULL where it has none), come before the others. Discarded ones are left out. From $7 on whose the caller
-- may see: the best ($13) are asked first, then only those that may be seen at all, as in list_directives.sql.
WITH ranked AS MATERIALIZED (
  SELECT f.id, f.rank
    FROM (SELECT d.id,
                 (ts_rank(d.words, q.query) +
                  CASE WHEN $2::text IS NOT NULL AND strpos(lower(d.subject), $2::text) > 0 THEN 1 ELSE 0 END)::double precision AS rank
            FROM directive d
            CROSS JOIN plainto_tsquery('simple', $1) AS q(query)
           WHERE d.words @@ q.query AND d.state <> 'DISCARDED') AS f
   WHERE $3::double precision IS NULL OR (f.rank, f.id) < ($3::double precision, $4::uuid)
),
near AS MATERIALIZED (
  SELECT stretch.id, stretch.rank
    FROM (SELECT ranked.id, ranked.rank FROM ranked ORDER BY ranked.rank DESC, ranked.id DESC LIMIT $13::integer) AS stretch
   WHERE EXISTS (SELECT FROM seen_directive(stretch.id, $7::boolean, $8::uuid[], $9::uuid[], $10::uuid[], $11::uuid[], $12::uuid[]))
   ORDER BY stretch.rank DESC, stretch.id DESC
   LIMIT $5::integer
),
far AS MATERIALIZED (
  SELECT candidate.id, candidate.rank
    FROM (SELECT ranked.id, ranked.rank
            FROM ranked
           WHERE ranked.id IN (SELECT c.directive_id
                                 FROM candidate_directive($8::uuid[], $9::uuid[], $10::uuid[], $11::uuid[], $12::uuid[]) AS c)
           ORDER BY ranked.rank DESC, ranked.id DESC
          OFFSET 0) AS candidate
   WHERE EXISTS (SELECT FROM seen_directive(candidate.id, $7::boolean, $8::uuid[], $9::uuid[], $10::uuid[], $11::uuid[], $12::uuid[]))
   ORDER BY candidate.rank DESC, candidate.id DESC
   LIMIT $5::integer
),
enough AS MATERIALIZED (
  SELECT (SELECT count(*) FROM near) = $5::integer OR NOT EXISTS (SELECT FROM ranked OFFSET $13::integer) AS enough
)
SELECT d.id, d.state, d.number, d.type, d.issuer, d.issued_on, d.subject, d.task_count, d.ingested_at, page.rank,
       left(t.body, $6::integer) AS body
  FROM (SELECT near.id, near.rank FROM near WHERE (SELECT enough.enough FROM enough)
        UNION ALL
        SELECT far.id, far.rank FROM far WHERE NOT (SELECT enough.enough FROM enough)) AS page
  JOIN directive d ON d.id = page.id
  JOIN directive_file t ON t.directive_id = d.id
 ORDER BY page.rank DESC, d.id DESC
