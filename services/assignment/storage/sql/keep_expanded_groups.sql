-- Keeps what groups of a directive became; what is there already stays as it is. Arrays of a group come as array literals.
INSERT INTO expanded_group (directive_id, name, within_id, level, kinds, tags, territory_types, attributes, expanded_on, unit_ids)
SELECT $1::uuid, g.name, g.within_id, g.level, g.kinds::text[], g.tags::text[], g.territory_types::text[], g.attributes::text[], $2::date,
       g.unit_ids::uuid[]
FROM unnest($3::text[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])
    AS g (name, within_id, level, kinds, tags, territory_types, unit_ids, attributes)
ON CONFLICT (directive_id, name, level, within_id) DO NOTHING
