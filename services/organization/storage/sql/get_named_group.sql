-- Reads a group.
SELECT id, owner_id, name, within_id, level, kinds, tags, territory_types, except_ids, valid_from, valid_to,
       specially_difficult, urban, island
FROM named_group
WHERE id = $1::uuid
