-- What is measured, and what is to be reached.

-- The catalogue. Defined by the processes of the central level; the others have copies, fed by facts.
CREATE TABLE indicator (
  id uuid PRIMARY KEY,
  code text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  measure text NOT NULL,
  over_time text NOT NULL,
  description text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT indicator_code_key UNIQUE (code),
  CONSTRAINT indicator_kind_check CHECK (kind IN ('COUNT', 'RATIO')),
  CONSTRAINT indicator_over_time_check CHECK (over_time IN ('SUM', 'LAST'))
);

-- Numbers to reach: from directives, or added by hand. value is NULL where the document's figure is no decimal.
CREATE TABLE target (
  id uuid PRIMARY KEY,
  directive_id uuid,
  directive_number text NOT NULL,
  unit_id uuid NOT NULL,
  text text NOT NULL,
  comparator text NOT NULL,
  value numeric(21, 6),
  measure text NOT NULL,
  from_year integer NOT NULL,
  to_year integer NOT NULL,
  indicator_id uuid REFERENCES indicator (id),
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT target_comparator_check
    CHECK (comparator IN ('AT_LEAST', 'MORE_THAN', 'AT_MOST', 'LESS_THAN', 'DECREASE_BY', 'INCREASE_BY')),
  CONSTRAINT target_years_check CHECK (from_year >= 0 AND to_year >= 0)
);
CREATE INDEX target_unit_idx ON target (unit_id, id);
CREATE INDEX target_directive_idx ON target (directive_id, id) WHERE directive_id IS NOT NULL;
