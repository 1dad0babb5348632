-- Lists the duties of one directive.
SELECT id, ordinal, dropped, reporters, receivers, clause, section, recurrence, due, before, due_text, span
  FROM duty
 WHERE directive_id = $1::uuid
 ORDER BY ordinal
