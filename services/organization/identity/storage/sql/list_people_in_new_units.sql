-- Lists what people have done, since a succession took effect, in the units that it brought in: roles that were granted there and lasted or
-- last, accounts and systems that were made there and are in use. These units were planned, which is the last of all days.
WITH begun AS MATERIALIZED (
  SELECT k.unit_id, name.name AS unit_name, s.enacted_at
  FROM succession s
  JOIN kept_unit k ON k.change_id = s.id AND k.valid_from = date '9999-12-31'
  JOIN unit_state name ON name.unit_id = k.unit_id AND name.valid_to IS NULL
  WHERE s.id = $1::uuid
)
SELECT kind, id, who, unit_name, valid_from
FROM (
  SELECT 'ROLE' AS kind, m.id::text AS id, u.login || ' as ' || m.role AS who, begun.unit_name, m.valid_from
  FROM begun
  JOIN membership m USING (unit_id)
  JOIN user_account u ON u.id = m.user_id
  WHERE m.made_by IS NULL AND m.valid_to IS DISTINCT FROM m.valid_from AND m.granted_at >= begun.enacted_at
  UNION ALL
  SELECT 'ACCOUNT', u.login, u.login, begun.unit_name, NULL
  FROM begun
  JOIN user_account u USING (unit_id)
  WHERE u.disabled_at IS NULL AND u.created_at >= begun.enacted_at
    AND NOT EXISTS (SELECT FROM moved_account moved WHERE moved.succession_id = $1::uuid AND moved.user_id = u.id)
  UNION ALL
  SELECT 'SYSTEM', c.id, c.id, begun.unit_name, NULL
  FROM begun
  JOIN api_client c USING (unit_id)
  WHERE c.revoked_at IS NULL AND c.created_at >= begun.enacted_at
    AND NOT EXISTS (SELECT FROM moved_client moved WHERE moved.succession_id = $1::uuid AND moved.client_id = c.id)
) AS done
ORDER BY kind, unit_name, who, id
LIMIT $2
