-- Lists the tasks of some directives.
SELECT directive_id, id, ordinal, dropped, units, role, binding, clause, section, coordinators, lead, due, before, due_text, confidence, span
  FROM task
 WHERE directive_id = ANY ($1::uuid[])
 ORDER BY directive_id, ordinal
