-- What numbers add up to. Neither table refers to indicator or unit: a number may arrive before the fact that names its indicator.

-- What one unit, with everything below it, has added to the unit above. The newest version counts; replaced_* is what this version took
-- the place of, so that one statement both replaces a contribution and knows the difference.
CREATE TABLE contribution (
  parent_id uuid NOT NULL,
  period text NOT NULL,
  indicator_id uuid NOT NULL,
  child_id uuid NOT NULL,
  version bigint NOT NULL,
  numerator bigint NOT NULL,
  denominator bigint NOT NULL,
  reported_units bigint NOT NULL,
  replaced_numerator bigint NOT NULL,
  replaced_denominator bigint NOT NULL,
  replaced_reported_units bigint NOT NULL,
  PRIMARY KEY (parent_id, period, indicator_id, child_id)
);

-- A unit's total: its own number and the contributions of those below it. superior_id is the unit above at the time of the first number and
-- stays: a number counts where it was made, whatever happens to the tree afterwards, and never in two places.
CREATE TABLE roll_up (
  unit_id uuid NOT NULL,
  period text NOT NULL,
  indicator_id uuid NOT NULL,
  superior_id uuid,
  version bigint NOT NULL,
  numerator bigint NOT NULL,
  denominator bigint NOT NULL,
  reported_units bigint NOT NULL,
  PRIMARY KEY (unit_id, period, indicator_id)
);

-- Rows of both are changed in place again and again: room for that on each page.
ALTER TABLE contribution SET (fillfactor = 80);
ALTER TABLE roll_up SET (fillfactor = 80);
