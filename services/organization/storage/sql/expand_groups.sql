-- Lists the members of groups on a day. A group is one position of the arrays; arrays of a group come as array literals. The two
-- branches, the unit itself and everything below it, let each use its index.
SELECT g.position - 1 AS group_index, member.id
FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $8::boolean[], $9::boolean[],
            $10::boolean[])
    WITH ORDINALITY AS g (within_id, level, kinds, tags, territory_types, except_ids, specially_difficult, urban, island, position)
CROSS JOIN LATERAL (
    SELECT u.id, u.level, u.kind, u.tags, u.territory_type, u.folded_name, u.valid_from, u.valid_to, u.specially_difficult, u.urban, u.island
    FROM unit_on($7::date) u
    WHERE u.id = g.within_id
    UNION ALL
    SELECT u.id, u.level, u.kind, u.tags, u.territory_type, u.folded_name, u.valid_from, u.valid_to, u.specially_difficult, u.urban, u.island
    FROM unit_on($7) u
    WHERE u.superior_ids @> ARRAY[g.within_id]
) member
WHERE (g.level = '' OR member.level = g.level)
  AND ((g.kinds = '{}' AND g.tags = '{}') OR member.kind = ANY (g.kinds::text[]) OR member.tags && g.tags::text[])
  AND (g.territory_types = '{}' OR member.territory_type = ANY (g.territory_types::text[]))
  AND (member.specially_difficult OR NOT g.specially_difficult)
  AND (member.urban OR NOT g.urban)
  AND (member.island OR NOT g.island)
  AND member.id <> ALL (g.except_ids::uuid[])
  AND (member.valid_from IS NULL OR member.valid_from <= $7)
  AND (member.valid_to IS NULL OR member.valid_to > $7)
ORDER BY g.position, member.folded_name, member.id
