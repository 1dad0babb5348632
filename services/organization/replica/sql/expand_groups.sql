-- Lists the members of groups on a day, each where and what it is on that day. A group is one position of the arrays; arrays of a group
-- come as array literals. The two branches, the unit itself and everything below it, let each use its index.
SELECT g.position - 1 AS group_index, member.id
FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $8::text[])
    WITH ORDINALITY AS g (within_id, level, kinds, tags, territory_types, except_ids, attributes, position)
CROSS JOIN LATERAL (
    SELECT u.id, u.level, u.kind, coalesce(s.tags, u.tags) AS tags, s.territory_type, s.attributes, u.valid_from, u.valid_to
    FROM unit u
    JOIN unit_state s ON s.unit_id = u.id AND s.valid_from <= $7::date AND (s.valid_to IS NULL OR s.valid_to > $7)
    WHERE u.id = g.within_id
    UNION ALL
    SELECT u.id, u.level, u.kind, coalesce(s.tags, u.tags) AS tags, s.territory_type, s.attributes, u.valid_from, u.valid_to
    FROM unit_state s
    JOIN unit u ON u.id = s.unit_id
    WHERE s.superior_ids @> ARRAY[g.within_id] AND s.valid_from <= $7 AND (s.valid_to IS NULL OR s.valid_to > $7)
) member
WHERE (g.level = '' OR member.level = g.level)
  AND ((g.kinds = '{}' AND g.tags = '{}') OR member.kind = ANY (g.kinds::text[]) OR member.tags && g.tags::text[])
  AND (g.territory_types = '{}' OR member.territory_type = ANY (g.territory_types::text[]))
  AND member.attributes @> g.attributes::text[]
  AND member.id <> ALL (g.except_ids::uuid[])
  AND (member.valid_from IS NULL OR member.valid_from <= $7)
  AND (member.valid_to IS NULL OR member.valid_to > $7)
ORDER BY g.position, member.id
