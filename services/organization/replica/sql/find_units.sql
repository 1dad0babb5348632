-- Reads units by their ids.
SELECT id, name, level, kind, superior_id, superior_ids, territory_id, territory_name, territory_type, territory_code, code_list, tags,
       valid_from, valid_to, emails, version
FROM unit
WHERE id = ANY ($1::uuid[])
ORDER BY id
