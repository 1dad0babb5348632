-- Lists the tasks of one directive.
SELECT id, ordinal, dropped, units, role, binding, clause, section, coordinators, lead, due, before, due_text, confidence, span
  FROM task
 WHERE directive_id = $1::uuid
 ORDER BY ordinal
