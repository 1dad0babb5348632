-- One page of the groups whose names a unit may use on a day: its own, and those of the units above it, the nearest first; after a group.
SELECT g.id, g.owner_id, g.name, g.within_id, g.level, g.kinds, g.tags, g.territory_types, g.except_ids, g.valid_from, g.valid_to,
       g.specially_difficult, g.urban, g.island
FROM unit_on($2::date) u
CROSS JOIN LATERAL unnest(u.id || u.superior_ids) WITH ORDINALITY AS above (id, distance)
JOIN named_group g ON g.owner_id = above.id
WHERE u.id = $1::uuid
  AND (g.valid_from IS NULL OR g.valid_from <= $2) AND (g.valid_to IS NULL OR g.valid_to > $2)
  AND ($3::uuid IS NULL OR (above.distance, g.folded_name, g.id) > (
      SELECT last_above.distance, last.folded_name, last.id
      FROM named_group last
      JOIN unnest(u.id || u.superior_ids) WITH ORDINALITY AS last_above (id, distance) ON last_above.id = last.owner_id
      WHERE last.id = $3))
ORDER BY above.distance, g.folded_name, g.id
LIMIT $4::int
