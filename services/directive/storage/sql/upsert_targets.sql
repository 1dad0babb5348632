-- Writes all targets of one directive; lists inside a row come as array literals.
INSERT INTO target (id, directive_id, ordinal, dropped, clause, comparator, value, measure, from_year, to_year, section, confidence, span)
SELECT t.id, $1::uuid, t.ordinal, t.dropped, t.clause, t.comparator, t.value, t.measure, t.from_year, t.to_year, t.section,
       t.confidence, t.span::bigint[]
  FROM unnest($2::uuid[], $3::integer[], $4::boolean[], $5::text[], $6::text[], $7::numeric[], $8::text[], $9::integer[],
              $10::integer[], $11::text[], $12::double precision[], $13::text[])
       AS t(id, ordinal, dropped, clause, comparator, value, measure, from_year, to_year, section, confidence, span)
    ON CONFLICT (id) DO UPDATE
   SET dropped = EXCLUDED.dropped, clause = EXCLUDED.clause, comparator = EXCLUDED.comparator, value = EXCLUDED.value,
       measure = EXCLUDED.measure, from_year = EXCLUDED.from_year, to_year = EXCLUDED.to_year, section = EXCLUDED.section
