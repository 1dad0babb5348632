-- Assignments that go from one unit to another: by a succession, or by somebody's decision.

ALTER TABLE assignment
  ADD COLUMN transferred_to uuid,
  ADD CONSTRAINT assignment_transferred_check CHECK ((state = 'TRANSFERRED') = (transferred_to IS NOT NULL));
CREATE INDEX assignment_transferred_to_idx ON assignment (transferred_to) WHERE transferred_to IS NOT NULL;

ALTER TABLE transition
  DROP CONSTRAINT transition_verb_check,
  ADD CONSTRAINT transition_verb_check CHECK
    (verb IN ('ACCEPT', 'START', 'REPORT', 'RETURN', 'COMPLETE', 'REFUSE', 'TRANSFER', 'TAKE_OVER', 'RESTORE'));

CREATE INDEX duty_unit_unit_id_idx ON duty_unit (unit_id);

-- The id of an assignment follows from task, unit and occurrence (a UUID of version 8), so that the same assignment has the same id
-- wherever it is made, and ids differ in their first digits, which is what people type.
CREATE FUNCTION assignment_id(task_id uuid, unit_id uuid, occurrence_on date) RETURNS uuid
  LANGUAGE sql STABLE
  RETURN overlay(overlay(md5(task_id::text || unit_id::text || COALESCE(occurrence_on::text, '')) PLACING '8' FROM 13)
                 PLACING '8' FROM 17)::uuid;

-- What of an enacted (or undone) succession is still to be applied: one row for each heir, or for a unit without one. A row goes in the
-- transaction that does its work, so that whoever is killed leaves the rest to the next.
CREATE TABLE succession_work (
  succession_id uuid NOT NULL,
  group_unit_id uuid NOT NULL,
  undo boolean NOT NULL,
  CONSTRAINT succession_work_pkey PRIMARY KEY (succession_id, group_unit_id)
);

-- What is needed to undo a succession exactly: each assignment that was passed on, as it was,
CREATE TABLE passed_assignment (
  succession_id uuid NOT NULL,
  heir_unit_id uuid NOT NULL,
  assignment_id uuid NOT NULL,
  state text NOT NULL,
  changed_at timestamptz NOT NULL,
  CONSTRAINT passed_assignment_pkey PRIMARY KEY (succession_id, heir_unit_id, assignment_id)
);
-- each that took over, as it was before (NULL: it was not there) and its version after,
CREATE TABLE taken_assignment (
  succession_id uuid NOT NULL,
  heir_unit_id uuid NOT NULL,
  assignment_id uuid NOT NULL,
  before jsonb,
  version bigint NOT NULL,
  CONSTRAINT taken_assignment_pkey PRIMARY KEY (succession_id, heir_unit_id, assignment_id)
);
-- and the duties of both sides (no latest_on: there was none).
CREATE TABLE passed_duty (
  succession_id uuid NOT NULL,
  group_unit_id uuid NOT NULL,
  task_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  latest_on date,
  make_next_on date,
  CONSTRAINT passed_duty_pkey PRIMARY KEY (succession_id, group_unit_id, task_id, unit_id)
);

-- The last version of assignments that an undone succession had made: where one is made again, it goes on from there, so that no
-- listener takes it for old.
CREATE TABLE removed_assignment (
  assignment_id uuid PRIMARY KEY,
  version bigint NOT NULL
);
