-- Who leads and who helps with a task, where the names in the document mean single units: they may read what becomes of it.
ALTER TABLE task
  ADD COLUMN lead_ids uuid[] NOT NULL DEFAULT '{}',
  ADD COLUMN coordinator_ids uuid[] NOT NULL DEFAULT '{}';
