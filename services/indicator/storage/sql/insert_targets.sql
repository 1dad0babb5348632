-- Adds targets; those that are here already, by id, stay as they are.
INSERT INTO target (id, directive_id, directive_number, unit_id, text, comparator, value, measure, from_year, to_year, indicator_id, version,
                    created_at)
SELECT t.id, t.directive_id, t.directive_number, t.unit_id, t.text, t.comparator, t.value, t.measure, t.from_year, t.to_year, t.indicator_id,
       1, $12::timestamptz
FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::numeric[], $8::text[], $9::integer[], $10::integer[],
            $11::uuid[])
  AS t (id, directive_id, directive_number, unit_id, text, comparator, value, measure, from_year, to_year, indicator_id)
ORDER BY t.id
ON CONFLICT (id) DO NOTHING;
