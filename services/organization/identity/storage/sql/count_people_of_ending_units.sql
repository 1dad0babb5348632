-- How many memberships of units that a succession ends reach beyond its day, how many accounts and systems these units keep (or kept, until
-- it was enacted), and how many of both have no heir to go on in: in all and, as arrays side by side, of each unit.
WITH body AS (
  SELECT b.unit_id, b.heir_unit_id, s.id AS succession_id, s.effective_on
  FROM succession s JOIN succession_body b ON b.succession_id = s.id
  WHERE s.id = $1::uuid
), role AS (
  SELECT body.unit_id, body.heir_unit_id
  FROM body
  JOIN membership m ON m.unit_id = body.unit_id
  WHERE m.valid_to IS NULL OR m.valid_to > greatest(m.valid_from, body.effective_on) OR m.ended_by = body.succession_id
), kept AS (
  SELECT body.unit_id, body.heir_unit_id
  FROM body
  JOIN (SELECT unit_id FROM user_account WHERE disabled_at IS NULL
        UNION ALL SELECT unit_id FROM api_client WHERE revoked_at IS NULL
        UNION ALL SELECT unit_id FROM moved_account WHERE succession_id = $1::uuid
        UNION ALL SELECT unit_id FROM moved_client WHERE succession_id = $1::uuid) AS keeper ON keeper.unit_id = body.unit_id
), lost AS (
  SELECT unit_id, count(*) FILTER (WHERE is_role) AS roles, count(*) FILTER (WHERE NOT is_role) AS kept
  FROM (SELECT unit_id, true AS is_role FROM role WHERE heir_unit_id IS NULL
        UNION ALL SELECT unit_id, false FROM kept WHERE heir_unit_id IS NULL) AS one
  GROUP BY unit_id
)
SELECT (SELECT count(*) FROM role) AS memberships, (SELECT count(*) FROM role WHERE heir_unit_id IS NULL) AS memberships_without_heir,
       (SELECT count(*) FROM kept) AS accounts, (SELECT count(*) FROM kept WHERE heir_unit_id IS NULL) AS accounts_without_heir,
       ARRAY(SELECT unit_id FROM lost ORDER BY unit_id) AS unit_ids,
       ARRAY(SELECT roles FROM lost ORDER BY unit_id) AS unit_memberships,
       ARRAY(SELECT kept FROM lost ORDER BY unit_id) AS unit_accounts
