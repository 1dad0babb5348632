-- Reads the body at the top of the tree.
SELECT u.id, u.name, u.kind, u.superior_id, u.superior_ids, u.tags, u.aliases, u.emails, u.valid_from, u.valid_to, u.version, u.name_pattern,
       t.id AS territory_id, t.code_list, t.code, t.name AS territory_name, t.type AS territory_type, t.level, t.parent_id,
       t.valid_from AS territory_valid_from, t.valid_to AS territory_valid_to
FROM unit u
JOIN territory t ON t.id = u.territory_id
WHERE u.superior_id IS NULL
