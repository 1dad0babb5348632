-- Assignments: what was issued, who must do it, what became of it, and how much of it there is at every level.
-- A deadline of 'infinity' is no deadline: comparisons then need no special case.

-- What is needed of an issued directive.
CREATE TABLE directive (
  id uuid PRIMARY KEY,
  number text NOT NULL,
  type text NOT NULL,
  subject text NOT NULL,
  issuer_unit_id uuid NOT NULL,
  issuer_name text NOT NULL,
  issued_on date NOT NULL
);

-- What is to be done: one clause of a directive. A duty is a task that has a recurrence.
CREATE TABLE task (
  id uuid PRIMARY KEY,
  directive_id uuid NOT NULL REFERENCES directive (id),
  section text NOT NULL,
  text text NOT NULL,
  role text NOT NULL,
  binding boolean NOT NULL,
  coordinators text[] NOT NULL,
  report_to text NOT NULL,
  due_on date NOT NULL DEFAULT 'infinity',
  due_text text NOT NULL,
  recurrence text,
  due_month integer NOT NULL DEFAULT 0,
  due_day integer NOT NULL DEFAULT 0,
  due_before boolean NOT NULL DEFAULT false,
  due_year integer NOT NULL DEFAULT 0,
  CONSTRAINT task_role_check CHECK (role IN ('LEAD', 'COORDINATE', 'ADVISE', 'EXECUTE')),
  CONSTRAINT task_recurrence_check CHECK (recurrence IN
    ('ONCE', 'WEEKLY', 'MONTHLY', 'QUARTERLY', 'HALF_YEARLY', 'YEARLY', 'PERIODIC', 'AD_HOC'))
);
CREATE INDEX task_directive_id_idx ON task (directive_id);

-- A task for a unit; of a duty, one row for each occurrence. Rows come hundreds of thousands at once, by a join with task: a foreign
-- key to it, or an index by deadline alone, would each cost as much as a third of all the rest.
CREATE TABLE assignment (
  id uuid PRIMARY KEY,
  directive_id uuid NOT NULL,
  task_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  level text NOT NULL,
  issuer_unit_id uuid NOT NULL,
  binding boolean NOT NULL,
  occurrence_on date NOT NULL,
  due_on date NOT NULL,
  state text NOT NULL,
  returns integer NOT NULL DEFAULT 0,
  reason text NOT NULL DEFAULT '',
  report_text text NOT NULL DEFAULT '',
  evidence_note text NOT NULL DEFAULT '',
  reported_on date,
  completed_on date,
  done_in_time boolean,
  version bigint NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  CONSTRAINT assignment_occurrence_key UNIQUE (task_id, unit_id, occurrence_on),
  CONSTRAINT assignment_level_check CHECK (level IN ('CENTRAL', 'PROVINCE', 'DISTRICT', 'COMMUNE')),
  CONSTRAINT assignment_state_check CHECK (state IN
    ('ASSIGNED', 'ACCEPTED', 'IN_PROGRESS', 'REPORTED', 'RETURNED', 'COMPLETED', 'REFUSED', 'CANCELLED', 'TRANSFERRED')),
  CONSTRAINT assignment_completed_check CHECK
    ((state = 'COMPLETED') = (completed_on IS NOT NULL) AND (state = 'COMPLETED') = (done_in_time IS NOT NULL))
);
CREATE INDEX assignment_unit_id_idx ON assignment (unit_id, due_on, id);
CREATE INDEX assignment_directive_id_idx ON assignment (directive_id, due_on, id);

-- What was done to an assignment, one row for each version after the first.
CREATE TABLE transition (
  assignment_id uuid NOT NULL,
  version bigint NOT NULL,
  verb text NOT NULL,
  from_state text NOT NULL,
  to_state text NOT NULL,
  at timestamptz NOT NULL,
  actor_unit_id uuid,
  actor_user text NOT NULL,
  text text NOT NULL,
  evidence_note text NOT NULL,
  CONSTRAINT transition_pkey PRIMARY KEY (assignment_id, version),
  CONSTRAINT transition_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES assignment (id),
  CONSTRAINT transition_verb_check CHECK (verb IN ('ACCEPT', 'START', 'REPORT', 'RETURN', 'COMPLETE', 'REFUSE'))
);

-- Who has a recurring duty, its latest occurrence, and from which day on the next one is to be made: the day after that one is due,
-- or at once where it is completed. The index is all that an idle scheduler looks at.
CREATE TABLE duty_unit (
  task_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  level text NOT NULL,
  latest_on date NOT NULL,
  make_next_on date NOT NULL,
  CONSTRAINT duty_unit_pkey PRIMARY KEY (task_id, unit_id),
  CONSTRAINT duty_unit_task_id_fkey FOREIGN KEY (task_id) REFERENCES task (id)
);
CREATE INDEX duty_unit_make_next_on_idx ON duty_unit (make_next_on);
