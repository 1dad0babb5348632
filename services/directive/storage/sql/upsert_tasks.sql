-- Writes all tasks of one directive; lists inside a row come as array literals.
INSERT INTO task (id, directive_id, ordinal, dropped, units, role, binding, clause, section, coordinators, lead, due, before, due_text,
                  confidence, span)
SELECT t.id, $1::uuid, t.ordinal, t.dropped, t.units::text[], t.role, t.binding, t.clause, t.section, t.coordinators::text[], t.lead,
       t.due::integer[], t.before, t.due_text, t.confidence, t.span::bigint[]
  FROM unnest($2::uuid[], $3::integer[], $4::boolean[], $5::text[], $6::text[], $7::boolean[], $8::text[], $9::text[], $10::text[],
              $11::text[], $12::text[], $13::boolean[], $14::text[], $15::double precision[], $16::text[])
       AS t(id, ordinal, dropped, units, role, binding, clause, section, coordinators, lead, due, before, due_text, confidence, span)
    ON CONFLICT (id) DO UPDATE
   SET dropped = EXCLUDED.dropped, units = EXCLUDED.units, role = EXCLUDED.role, binding = EXCLUDED.binding, clause = EXCLUDED.clause,
       section = EXCLUDED.section, coordinators = EXCLUDED.coordinators, lead = EXCLUDED.lead, due = EXCLUDED.due,
       before = EXCLUDED.before, due_text = EXCLUDED.due_text
