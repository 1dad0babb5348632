-- Inserts territories.
INSERT INTO territory (id, code_list, code, name, type, level, parent_id, valid_from, valid_to, folded_name)
SELECT t.id, t.code_list, t.code, t.name, t.type, t.level, t.parent_id, t.valid_from, t.valid_to, t.folded_name
FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::date[], $9::date[], $10::text[])
    AS t (id, code_list, code, name, type, level, parent_id, valid_from, valid_to, folded_name)
