-- Takes over units in a form ($19), each only where it is newer than what the copy has, or the same in an older form, and returns those.
-- Arrays of a unit come as array literals.
INSERT INTO unit AS known (id, name, level, kind, superior_id, superior_ids, territory_id, territory_name, territory_type,
                           territory_code, code_list, tags, valid_from, valid_to, emails, version, tree_change,
                           attributes, form)
SELECT u.id, u.name, u.level, u.kind, u.superior_id, u.superior_ids::uuid[], u.territory_id, u.territory_name,
       u.territory_type, u.territory_code, u.code_list, u.tags::text[], u.valid_from, u.valid_to, u.emails::text[], u.version,
       u.tree_change, u.attributes::text[], $19::integer
FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::uuid[], $8::text[], $9::text[], $10::text[],
            $11::text[], $12::text[], $13::date[], $14::date[], $15::text[], $16::bigint[], $17::bigint[], $18::text[])
    AS u (id, name, level, kind, superior_id, superior_ids, territory_id, territory_name, territory_type, territory_code, code_list,
          tags, valid_from, valid_to, emails, version, tree_change, attributes)
ON CONFLICT (id) DO UPDATE
SET name = excluded.name,
    level = excluded.level,
    kind = excluded.kind,
    superior_id = excluded.superior_id,
    superior_ids = excluded.superior_ids,
    territory_id = excluded.territory_id,
    territory_name = excluded.territory_name,
    territory_type = excluded.territory_type,
    territory_code = excluded.territory_code,
    code_list = excluded.code_list,
    tags = excluded.tags,
    valid_from = excluded.valid_from,
    valid_to = excluded.valid_to,
    emails = excluded.emails,
    version = excluded.version,
    tree_change = excluded.tree_change,
    attributes = excluded.attributes,
    form = excluded.form
WHERE excluded.version > known.version
   OR (excluded.version = known.version AND excluded.form > known.form)
RETURNING id
