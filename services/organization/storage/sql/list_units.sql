-- One page of units by name: at or below a unit, of a level and a kind, with all the words, valid on a day; after the unit of the page
-- token. Each filter that is NULL or empty selects everything.
SELECT u.id, u.name, u.kind, u.superior_id, u.superior_ids, u.tags, u.aliases, u.emails, u.valid_from, u.valid_to, u.version, u.name_pattern,
       t.id AS territory_id, t.code_list, t.code, t.name AS territory_name, t.type AS territory_type, t.level, t.parent_id,
       t.valid_from AS territory_valid_from, t.valid_to AS territory_valid_to
FROM unit u
JOIN territory t ON t.id = u.territory_id
WHERE ($1::uuid IS NULL OR u.id = $1 OR u.superior_ids @> ARRAY[$1::uuid])
  AND ($2::text = '' OR t.level = $2)
  AND ($3::text = '' OR u.kind = $3)
  AND ' ' || u.folded_name LIKE ALL ($4::text[])
  AND (u.valid_from IS NULL OR u.valid_from <= $5::date)
  AND (u.valid_to IS NULL OR u.valid_to > $5::date)
  AND ($6::uuid IS NULL OR (u.folded_name, u.id) > (SELECT last.folded_name, last.id FROM unit last WHERE last.id = $6))
ORDER BY u.folded_name, u.id
LIMIT $7::int
