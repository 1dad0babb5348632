-- Keeps the tasks and duties of a directive; one that has addressees of several levels comes with each level's fact.
INSERT INTO task (id, directive_id, section, text, role, binding, due_on, due_text, recurrence, due_month, due_day, due_before,
                  due_year, report_to, due_time, due_derivation, coordinators, lead_ids, coordinator_ids)
SELECT given.id, $1, given.section, given.text, given.role, given.binding, COALESCE(given.due_on, 'infinity'), given.due_text,
       given.recurrence, given.due_month, given.due_day, given.due_before, given.due_year, given.report_to,
       given.due_time, given.due_derivation,
       ARRAY(SELECT name FROM unnest($15::int[], $16::text[]) WITH ORDINALITY AS c(task_index, name, at)
             WHERE c.task_index = given.ordinal - 1 ORDER BY c.at),
       ARRAY(SELECT u.id FROM unnest($17::int[], $18::uuid[], $19::boolean[]) AS u(task_index, id, leads)
             WHERE u.task_index = given.ordinal - 1 AND u.leads),
       ARRAY(SELECT u.id FROM unnest($17::int[], $18::uuid[], $19::boolean[]) AS u(task_index, id, leads)
             WHERE u.task_index = given.ordinal - 1 AND NOT u.leads)
FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::date[], $8::text[], $9::text[], $10::int[],
            $11::int[], $12::boolean[], $13::int[], $14::text[], $20::text[], $21::text[]) WITH ORDINALITY
  AS given(id, section, text, role, binding, due_on, due_text, recurrence, due_month, due_day, due_before, due_year, report_to,
           due_time, due_derivation, ordinal)
ON CONFLICT (id) DO NOTHING
