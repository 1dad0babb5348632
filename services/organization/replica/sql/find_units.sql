-- Reads units by their ids, as they are on a day; without a day as the organization service last told of them.
SELECT u.id, u.level, u.kind, u.territory_id, u.valid_from, u.valid_to, u.emails, u.version,
       coalesce(s.tags, u.tags) AS tags,
       CASE WHEN s.unit_id IS NULL THEN u.name ELSE s.name END AS name,
       CASE WHEN s.unit_id IS NULL THEN u.superior_id ELSE s.superior_id END AS superior_id,
       CASE WHEN s.unit_id IS NULL THEN u.superior_ids ELSE s.superior_ids END AS superior_ids,
       CASE WHEN s.unit_id IS NULL THEN u.territory_name ELSE s.territory_name END AS territory_name,
       CASE WHEN s.unit_id IS NULL THEN u.territory_type ELSE s.territory_type END AS territory_type,
       CASE WHEN s.unit_id IS NULL THEN u.territory_code ELSE s.territory_code END AS territory_code,
       CASE WHEN s.unit_id IS NULL THEN u.code_list ELSE s.code_list END AS code_list
FROM unit u
LEFT JOIN unit_state s ON s.unit_id = u.id AND s.valid_from <= $2::date AND (s.valid_to IS NULL OR s.valid_to > $2)
WHERE u.id = ANY ($1::uuid[])
ORDER BY u.id
