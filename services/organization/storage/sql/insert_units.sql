-- Inserts units. Arrays of a unit come as array literals.
INSERT INTO unit (id, name, kind, territory_id, superior_id, superior_ids, tags, aliases, emails, valid_from, valid_to, name_pattern,
                  folded_name)
SELECT u.id, u.name, u.kind, u.territory_id, u.superior_id, u.superior_ids::uuid[], u.tags::text[], u.aliases::text[], u.emails::text[],
       u.valid_from, u.valid_to, u.name_pattern, u.folded_name
FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[], $10::date[],
            $11::date[], $12::text[], $13::text[])
    AS u (id, name, kind, territory_id, superior_id, superior_ids, tags, aliases, emails, valid_from, valid_to, name_pattern,
          folded_name)
