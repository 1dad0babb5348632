-- Writes what all names of one directive mean; lists inside a row come as array literals.
INSERT INTO named_body (directive_id, name, ordinal, level, unit_id, within_unit_id, kinds, tags, territory_types, except_unit_ids, chosen,
                        candidate_ids, candidate_names, attributes)
SELECT $1::uuid, t.name, t.ordinal, t.level, t.unit_id, t.within_unit_id, t.kinds::text[], t.tags::text[], t.territory_types::text[],
       t.except_unit_ids::uuid[], t.chosen, t.candidate_ids::uuid[], t.candidate_names::text[], t.attributes::text[]
  FROM unnest($2::text[], $3::text[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[], $10::boolean[], $11::text[],
              $12::text[], $13::text[])
       WITH ORDINALITY AS t(name, level, unit_id, within_unit_id, kinds, tags, territory_types, except_unit_ids, chosen, candidate_ids,
                            candidate_names, attributes, ordinal)
    ON CONFLICT (directive_id, name) DO UPDATE
   SET level = EXCLUDED.level, unit_id = EXCLUDED.unit_id, within_unit_id = EXCLUDED.within_unit_id, kinds = EXCLUDED.kinds,
       tags = EXCLUDED.tags, territory_types = EXCLUDED.territory_types, except_unit_ids = EXCLUDED.except_unit_ids,
       chosen = EXCLUDED.chosen, candidate_ids = EXCLUDED.candidate_ids, candidate_names = EXCLUDED.candidate_names,
       attributes = EXCLUDED.attributes
