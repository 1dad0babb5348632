-- Lists the duties of some directives.
SELECT directive_id, id, ordinal, dropped, reporters, receivers, clause, section, recurrence, due, before, due_text, confidence, span
  FROM duty
 WHERE directive_id = ANY ($1::uuid[])
 ORDER BY directive_id, ordinal
