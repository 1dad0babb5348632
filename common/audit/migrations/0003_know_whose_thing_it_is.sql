-- Whose the thing is that something was done to, where that is another unit than the one that acted: it reads of it as well. Part of what is
-- hashed, where it is there (version 2 of the encoding).
ALTER TABLE audit_record ADD COLUMN object_unit_id text NOT NULL DEFAULT '';
CREATE INDEX audit_record_object_unit_idx ON audit_record (object_unit_id, at, seq) WHERE object_unit_id <> '';
