-- Of what other cells handed over: which assignment took it over here, whose it was and how far it had come there, for who reads that one.
-- Not known of what was taken in before.
ALTER TABLE taken_in
  ADD COLUMN heir_assignment_id uuid,
  ADD COLUMN unit_id uuid,
  ADD COLUMN state text;
CREATE INDEX taken_in_heir_assignment_id_idx ON taken_in (heir_assignment_id);
