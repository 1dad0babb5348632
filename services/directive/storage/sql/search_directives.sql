-- Finds one page of directives that have all words of a folded query ($1), the best first; those whose subject has the query as it was
-- typed, diacritics and all ($2; NULL where it has none), come before the others. Discarded ones are left out.
-- From $7 on whose the caller may see.
SELECT f.id, f.state, f.number, f.type, f.issuer, f.issued_on, f.subject, f.task_count, f.ingested_at, f.rank,
       left(t.body, $6::integer) AS body
  FROM (SELECT d.id, d.state, d.number, d.type, d.issuer, d.issued_on, d.subject, d.task_count, d.ingested_at,
               (ts_rank(d.words, q.query) +
                CASE WHEN $2::text IS NOT NULL AND strpos(lower(d.subject), $2::text) > 0 THEN 1 ELSE 0 END)::double precision AS rank
          FROM directive d
          CROSS JOIN plainto_tsquery('simple', $1) AS q(query)
          LEFT JOIN heir AS keeper ON keeper.unit_id = d.ingested_by
          LEFT JOIN heir AS issuer ON issuer.unit_id = d.issuer_unit_id
         WHERE d.words @@ q.query AND d.state <> 'DISCARDED'
           AND may_see(d.id, d.state, COALESCE(keeper.heir_unit_id, d.ingested_by), COALESCE(issuer.heir_unit_id, d.issuer_unit_id),
                       $7::boolean, $8::uuid[], $9::uuid[], $10::uuid[], $11::uuid[],
                       (SELECT with_predecessors($12::uuid[])))) AS f
  JOIN directive_file t ON t.directive_id = f.id
 WHERE $3::double precision IS NULL OR (f.rank, f.id) < ($3::double precision, $4::uuid)
 ORDER BY f.rank DESC, f.id DESC
 LIMIT $5::integer
