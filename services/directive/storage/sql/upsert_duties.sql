-- Writes all duties of one directive; lists inside a row come as array literals.
INSERT INTO duty (id, directive_id, ordinal, dropped, reporters, receivers, clause, section, recurrence, due, before, due_text, confidence,
                  span)
SELECT t.id, $1::uuid, t.ordinal, t.dropped, t.reporters::text[], t.receivers::text[], t.clause, t.section, t.recurrence,
       t.due::integer[], t.before, t.due_text, t.confidence, t.span::bigint[]
  FROM unnest($2::uuid[], $3::integer[], $4::boolean[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
              $11::boolean[], $12::text[], $13::double precision[], $14::text[])
       AS t(id, ordinal, dropped, reporters, receivers, clause, section, recurrence, due, before, due_text, confidence, span)
    ON CONFLICT (id) DO UPDATE
   SET dropped = EXCLUDED.dropped, reporters = EXCLUDED.reporters, receivers = EXCLUDED.receivers, clause = EXCLUDED.clause,
       section = EXCLUDED.section, recurrence = EXCLUDED.recurrence, due = EXCLUDED.due, before = EXCLUDED.before,
       due_text = EXCLUDED.due_text
