-- Assignments of units of other levels, whose rows are in another cell, that were handed over to units here: each version of one is taken
-- in once.
CREATE TABLE taken_in (
  assignment_id uuid NOT NULL,
  version bigint NOT NULL,
  -- NULL where somebody decided so.
  succession_id uuid,
  heir_unit_id uuid NOT NULL,
  CONSTRAINT taken_in_pkey PRIMARY KEY (assignment_id, version)
);
CREATE INDEX taken_in_succession_id_idx ON taken_in (succession_id, heir_unit_id) WHERE succession_id IS NOT NULL;
