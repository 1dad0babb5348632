-- The table that remembers which migrations this schema has had.
CREATE TABLE IF NOT EXISTS schema_migration (
  set_name text NOT NULL,
  number integer NOT NULL,
  name text NOT NULL,
  checksum text NOT NULL,
  applied_at timestamptz NOT NULL,
  PRIMARY KEY (set_name, number)
);
