-- Deadlines that are no date: periods that run from an event, hours, what is due at once.
-- due is: year, quarter, month, day, weekday, hour, minute, at once (1), and of a period its count, unit (0 hours, 1 days, 2 working
-- days, 3 weeks, 4 months) and event (0 the issue, 1 receipt); 0 is not said.

ALTER TABLE task DROP CONSTRAINT task_due_check;
UPDATE task SET due = due || '{0,0,0,0,0,0}'::integer[];
ALTER TABLE task ADD CONSTRAINT task_due_check
  CHECK (cardinality(due) = 11 AND due[10] BETWEEN 0 AND 4 AND due[11] BETWEEN 0 AND 1);

ALTER TABLE duty DROP CONSTRAINT duty_due_check;
UPDATE duty SET due = due || '{0,0,0,0,0,0}'::integer[];
ALTER TABLE duty ADD CONSTRAINT duty_due_check
  CHECK (cardinality(due) = 11 AND due[10] BETWEEN 0 AND 4 AND due[11] BETWEEN 0 AND 1);
