-- Inserts the states of units; no first day is the first of all. Arrays of a state come as array literals.
INSERT INTO unit_state (unit_id, valid_from, valid_to, name, superior_id, superior_ids, territory_name, territory_type, territory_code,
                        code_list, attributes, tags)
SELECT s.unit_id, coalesce(s.valid_from, '-infinity'), s.valid_to, s.name, s.superior_id, s.superior_ids::uuid[], s.territory_name,
       s.territory_type, s.territory_code, s.code_list, s.attributes::text[], s.tags::text[]
FROM unnest($1::uuid[], $2::date[], $3::date[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
            $11::text[], $12::text[])
    AS s (unit_id, valid_from, valid_to, name, superior_id, superior_ids, territory_name, territory_type, territory_code, code_list, attributes,
          tags)
