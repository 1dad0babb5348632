-- Lists what the names in one directive mean.
SELECT name, level, unit_id, within_unit_id, kinds, tags, territory_types, except_unit_ids, attributes, chosen, candidate_ids,
       candidate_names
  FROM named_body
 WHERE directive_id = $1::uuid
 ORDER BY ordinal, name
