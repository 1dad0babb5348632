-- Lists drafts and directives of units that began with a succession, at most $2 of them, and says how many there are. A discarded draft is
-- nobody's work.
SELECT d.id, d.state, d.number, COALESCE(issuer.name, keeper.name) AS unit_name, count(*) OVER () AS documents
FROM directive d
LEFT JOIN begun_unit AS issuer ON issuer.id = d.issuer_unit_id AND issuer.succession_id = $1::uuid
LEFT JOIN begun_unit AS keeper ON keeper.id = d.ingested_by AND keeper.succession_id = $1::uuid
WHERE d.state <> 'DISCARDED' AND (issuer.id IS NOT NULL OR keeper.id IS NOT NULL)
ORDER BY d.state DESC, d.id
LIMIT $2::integer
