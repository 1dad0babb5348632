-- What units report. Nothing here is overwritten or deleted.

-- A unit and a period that it has reported for: the row that submissions for both wait for one another at.
CREATE TABLE report (
  unit_id uuid NOT NULL,
  period text NOT NULL,
  first_submitted_at timestamptz NOT NULL,
  last_submitted_at timestamptz NOT NULL,
  PRIMARY KEY (unit_id, period)
);

-- One act of reporting that changed something.
CREATE TABLE submission (
  id uuid PRIMARY KEY,
  unit_id uuid NOT NULL,
  period text NOT NULL,
  submitted_at timestamptz NOT NULL,
  submitted_by text NOT NULL,
  note text NOT NULL,
  FOREIGN KEY (unit_id, period) REFERENCES report (unit_id, period)
);

-- One number as it was reported. Exactly one revision of each cell is current.
CREATE TABLE value_revision (
  unit_id uuid NOT NULL,
  period text NOT NULL,
  indicator_id uuid NOT NULL REFERENCES indicator (id),
  revision integer NOT NULL,
  numerator bigint NOT NULL,
  denominator bigint NOT NULL,
  is_current boolean NOT NULL,
  submission_id uuid NOT NULL REFERENCES submission (id),
  PRIMARY KEY (unit_id, period, indicator_id, revision),
  CONSTRAINT value_revision_revision_check CHECK (revision > 0),
  CONSTRAINT value_revision_numerator_check CHECK (numerator BETWEEN 0 AND 10000000000000),
  CONSTRAINT value_revision_denominator_check CHECK (denominator BETWEEN 0 AND 10000000000000)
);
CREATE UNIQUE INDEX value_revision_current_key ON value_revision (unit_id, period, indicator_id) WHERE is_current;
