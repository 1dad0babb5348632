-- Targets and duties have a confidence as tasks have. Those that are there already were read without one.
ALTER TABLE target ADD COLUMN confidence double precision NOT NULL DEFAULT 1;
ALTER TABLE target ALTER COLUMN confidence DROP DEFAULT;
ALTER TABLE duty ADD COLUMN confidence double precision NOT NULL DEFAULT 1;
ALTER TABLE duty ALTER COLUMN confidence DROP DEFAULT;
