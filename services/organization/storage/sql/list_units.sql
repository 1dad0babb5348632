-- One page of units by name: at or below a unit, of a level and a kind, with all the words, that exist on a day, or are planned; after the
-- unit of the page token. Each filter that is NULL or empty selects everything.
SELECT u.id, u.name, u.kind, u.superior_id, u.superior_ids, u.tags, u.aliases, u.emails, u.valid_from, u.valid_to, u.version, u.name_pattern,
       u.territory_id, u.code_list, u.code, u.territory_name, u.territory_type, u.level, u.parent_id, u.specially_difficult, u.urban, u.island,
       u.territory_valid_from, u.territory_valid_to
FROM unit_on($5::date) u
WHERE ($1::uuid IS NULL OR u.id = $1 OR u.superior_ids @> ARRAY[$1::uuid])
  AND ($2::text = '' OR u.level = $2)
  AND ($3::text = '' OR u.kind = $3)
  AND ' ' || u.folded_name LIKE ALL ($4::text[])
  AND CASE WHEN $8::boolean
           THEN u.valid_from = '9999-12-31' AND u.continued_by IS NULL
           ELSE (u.valid_from IS NULL OR u.valid_from <= $5) AND (u.valid_to IS NULL OR u.valid_to > $5)
      END
  AND ($6::uuid IS NULL OR (u.folded_name, u.id) > (SELECT last.folded_name, last.id FROM unit_on($5) last WHERE last.id = $6))
ORDER BY u.folded_name, u.id
LIMIT $7::int
