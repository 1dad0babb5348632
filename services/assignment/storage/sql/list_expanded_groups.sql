-- One page of what the groups of a directive became, by name; after as many as are skipped.
SELECT name, within_id, level, kinds, tags, territory_types, attributes, expanded_on, unit_ids
FROM expanded_group
WHERE directive_id = $1::uuid
ORDER BY name, level, within_id
OFFSET $2::int LIMIT $3::int
