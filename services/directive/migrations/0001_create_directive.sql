-- Directives: the file as it came, the reader's proposal, the present state of header, tasks, targets, duties, citations, recipients
-- and names, and every correction. Files and proposals are written once and never change.
CREATE TABLE directive (
  id             uuid PRIMARY KEY,
  state          text NOT NULL CHECK (state IN ('DRAFT', 'ISSUED')),
  version        bigint NOT NULL,
  number         text NOT NULL,
  number_key     text NOT NULL,     -- what spellings of one number have in common
  number_whole   boolean NOT NULL,  -- the number itself is there, not only the notation
  type           text NOT NULL,
  issuer         text NOT NULL,
  issuer_folded  text NOT NULL,
  issuer_unit_id uuid,
  place          text NOT NULL,
  issued_year    integer NOT NULL,  -- 0 where blank, as month and day
  issued_month   integer NOT NULL,
  issued_day     integer NOT NULL,
  issued_on      date,              -- where the three make a day
  subject        text NOT NULL,
  signer         text[] NOT NULL CHECK (cardinality(signer) = 4),  -- name, title, on behalf of, signing for
  damaged        boolean NOT NULL,
  addressees     text[] NOT NULL,
  tree_change    bigint NOT NULL,   -- the newest change of the unit tree that names were resolved by
  task_count     integer NOT NULL,
  ingested_at    timestamptz NOT NULL,
  ingested_by    uuid,
  issued_at      timestamptz,
  words          tsvector NOT NULL DEFAULT ''::tsvector,
  CONSTRAINT directive_issued_whole CHECK (
    state = 'DRAFT' OR (number_whole AND issued_on IS NOT NULL AND issuer_unit_id IS NOT NULL AND issued_at IS NOT NULL))
);
-- One number, one directive, for an issuer and year: drafts as well, so that a second file of it is noticed when it comes in.
CREATE UNIQUE INDEX directive_number_unique ON directive (issuer_unit_id, number_key, issued_year)
  WHERE issuer_unit_id IS NOT NULL AND number_whole AND issued_year > 0;
CREATE INDEX directive_by_number ON directive (number_key, issued_year);
CREATE INDEX directive_by_words ON directive USING gin (words);

CREATE TABLE directive_file (
  directive_id uuid PRIMARY KEY REFERENCES directive,
  sha256       text NOT NULL,
  name         text NOT NULL,
  size         bigint NOT NULL,
  content      bytea NOT NULL,
  body         text NOT NULL,   -- the text that was read: UTF-8, NFC
  folded       text NOT NULL,   -- its beginning without case and diacritics: what is searched
  proposal     jsonb NOT NULL,  -- what the reader proposed
  CONSTRAINT directive_file_unique UNIQUE (sha256)
);
-- Compressing costs more than the space: files are small and read rarely.
ALTER TABLE directive_file ALTER COLUMN content SET STORAGE EXTERNAL;

CREATE TABLE task (
  id           uuid PRIMARY KEY,
  directive_id uuid NOT NULL REFERENCES directive,
  ordinal      integer NOT NULL,
  dropped      boolean NOT NULL,
  units        text[] NOT NULL,
  role         text NOT NULL CHECK (role IN ('EXECUTE', 'LEAD', 'COORDINATE', 'ADVISE')),
  binding      boolean NOT NULL,
  clause       text NOT NULL,
  section      text NOT NULL,
  coordinators text[] NOT NULL,
  lead         text NOT NULL,
  due          integer[] NOT NULL CHECK (cardinality(due) = 5),  -- year, quarter, month, day, weekday; 0 is not said
  before       boolean NOT NULL,
  due_text     text NOT NULL,
  confidence   double precision NOT NULL,
  span         bigint[] NOT NULL CHECK (cardinality(span) = 2),
  UNIQUE (directive_id, ordinal)
);

CREATE TABLE target (
  id           uuid PRIMARY KEY,
  directive_id uuid NOT NULL REFERENCES directive,
  ordinal      integer NOT NULL,
  dropped      boolean NOT NULL,
  clause       text NOT NULL,
  comparator   text NOT NULL
    CHECK (comparator IN ('AT_LEAST', 'MORE_THAN', 'AT_MOST', 'LESS_THAN', 'DECREASE_BY', 'INCREASE_BY')),
  value        numeric NOT NULL,
  measure      text NOT NULL,
  from_year    integer NOT NULL,
  to_year      integer NOT NULL,
  section      text NOT NULL,
  span         bigint[] NOT NULL CHECK (cardinality(span) = 2),
  UNIQUE (directive_id, ordinal)
);

CREATE TABLE duty (
  id           uuid PRIMARY KEY,
  directive_id uuid NOT NULL REFERENCES directive,
  ordinal      integer NOT NULL,
  dropped      boolean NOT NULL,
  reporters    text[] NOT NULL,
  receivers    text[] NOT NULL,
  clause       text NOT NULL,
  section      text NOT NULL,
  recurrence   text NOT NULL
    CHECK (recurrence IN ('ONCE', 'WEEKLY', 'MONTHLY', 'QUARTERLY', 'HALF_YEARLY', 'YEARLY', 'PERIODIC', 'AD_HOC')),
  due          integer[] NOT NULL CHECK (cardinality(due) = 5),
  before       boolean NOT NULL,
  due_text     text NOT NULL,
  span         bigint[] NOT NULL CHECK (cardinality(span) = 2),
  UNIQUE (directive_id, ordinal)
);

CREATE TABLE citation (
  directive_id  uuid NOT NULL REFERENCES directive,
  ordinal       integer NOT NULL,
  basis         boolean NOT NULL,  -- the directive implements it or rests on it: an edge of the cascade
  number        text NOT NULL,
  number_key    text NOT NULL,
  type          text NOT NULL,
  year          integer NOT NULL,  -- 0 where blank
  month         integer NOT NULL,
  day           integer NOT NULL,
  issuer        text NOT NULL,
  issuer_folded text NOT NULL,
  span          bigint[] NOT NULL CHECK (cardinality(span) = 2),
  PRIMARY KEY (directive_id, ordinal)
);
CREATE INDEX citation_by_number ON citation (number_key, year) WHERE basis;

CREATE TABLE recipient (
  directive_id uuid NOT NULL REFERENCES directive,
  ordinal      integer NOT NULL,
  name         text NOT NULL,
  purpose      text NOT NULL CHECK (purpose IN ('INFORM', 'EXECUTE', 'REPORT', 'COORDINATE', 'PUBLISH', 'ARCHIVE')),
  span         bigint[] NOT NULL CHECK (cardinality(span) = 2),
  PRIMARY KEY (directive_id, ordinal)
);

-- What a name means within one directive: a unit, a group, or nobody known yet (no level).
CREATE TABLE named_body (
  directive_id    uuid NOT NULL REFERENCES directive,
  name            text NOT NULL,
  ordinal         integer NOT NULL,
  level           text CHECK (level IN ('CENTRAL', 'PROVINCE', 'DISTRICT', 'COMMUNE')),
  unit_id         uuid,
  within_unit_id  uuid,             -- of a group, as all that follow
  kinds           text[] NOT NULL,
  tags            text[] NOT NULL,
  territory_types text[] NOT NULL,
  except_unit_ids uuid[] NOT NULL,
  chosen          boolean NOT NULL,  -- a person said so
  candidate_ids   uuid[] NOT NULL,
  candidate_names text[] NOT NULL,
  PRIMARY KEY (directive_id, name),
  CHECK (unit_id IS NULL OR level IS NOT NULL),
  CHECK (cardinality(candidate_ids) = cardinality(candidate_names))
);
CREATE INDEX named_body_by_unit ON named_body (unit_id) WHERE unit_id IS NOT NULL;

-- One row for each field that a person changed; those of one request have the version that it made.
CREATE TABLE correction (
  directive_id uuid NOT NULL REFERENCES directive,
  version      bigint NOT NULL,
  position     integer NOT NULL,
  field        text NOT NULL,
  value_before text NOT NULL,
  value_after  text NOT NULL,
  at           timestamptz NOT NULL,
  unit_id      uuid,
  caller       text NOT NULL,
  undoes       bigint,  -- the version whose corrections this takes back
  undone_in    bigint,  -- the version that took this back
  PRIMARY KEY (directive_id, version, position)
);
