-- Counts the drafts and directives of units that end by a succession, by the plan that is here, and the drafts that nobody continues: neither
-- the unit at which they came in nor the issuer, or an heir of either, is there then. Names some units that have such drafts, and counts
-- them of each, as arrays side by side.
WITH edge AS (
  SELECT edge.from_unit_id, edge.heir_unit_id
  FROM succession
  JOIN succession_edge AS edge ON edge.succession_id = succession.id AND edge.version = succession.version
  WHERE succession.id = $1::uuid
), ending AS (
  -- A unit may have come to what it has by an earlier succession.
  SELECT from_unit_id AS unit_id, from_unit_id AS now_id, heir_unit_id FROM edge
  UNION ALL
  SELECT heir.unit_id, edge.from_unit_id, edge.heir_unit_id FROM heir JOIN edge ON edge.from_unit_id = heir.heir_unit_id
), document AS (
  SELECT d.state, keeper.now_id AS keeper_id, issuer.now_id AS issuer_id,
         d.ingested_by IS NOT NULL AND (keeper.unit_id IS NULL OR keeper.heir_unit_id IS NOT NULL)
           OR d.issuer_unit_id IS NOT NULL AND (issuer.unit_id IS NULL OR issuer.heir_unit_id IS NOT NULL) AS continued
  FROM directive d
  LEFT JOIN ending AS keeper ON keeper.unit_id = d.ingested_by
  LEFT JOIN ending AS issuer ON issuer.unit_id = d.issuer_unit_id
  WHERE keeper.unit_id IS NOT NULL OR issuer.unit_id IS NOT NULL
), left_over AS (
  SELECT COALESCE(issuer_id, keeper_id) AS unit_id, count(*) AS drafts FROM document WHERE state = 'DRAFT' AND NOT continued GROUP BY 1
)
SELECT (SELECT count(*) FROM document WHERE state = 'DRAFT') AS drafts,
       (SELECT COALESCE(sum(drafts), 0)::bigint FROM left_over) AS drafts_without_heir,
       ARRAY(SELECT unit.name FROM unit WHERE unit.id IN (SELECT unit_id FROM left_over) ORDER BY unit.name LIMIT $2::integer)
         AS units_without_heir,
       ARRAY(SELECT unit_id FROM left_over ORDER BY unit_id) AS unit_ids,
       ARRAY(SELECT drafts FROM left_over ORDER BY unit_id) AS unit_drafts,
       (SELECT count(*) FROM document WHERE state = 'ISSUED' AND issuer_id IS NOT NULL) AS issued
