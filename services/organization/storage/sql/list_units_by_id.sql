-- One page of all units by id, as they are on a day: those that are planned, withdrawn or have ended, too.
SELECT u.id, u.name, u.kind, u.superior_id, u.superior_ids, u.tags, u.aliases, u.emails, u.valid_from, u.valid_to, u.version, u.name_pattern,
       u.territory_id, u.code_list, u.code, u.territory_name, u.territory_type, u.level, u.parent_id, u.specially_difficult, u.urban, u.island,
       u.territory_valid_from, u.territory_valid_to
FROM unit_on($1::date) u
WHERE $2::uuid IS NULL OR u.id > $2
ORDER BY u.id
LIMIT $3::int
