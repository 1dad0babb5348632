-- How the last day of a task follows from what the document prints, and until when on that day.
ALTER TABLE task
  ADD COLUMN due_time text NOT NULL DEFAULT '',        -- "16:00"; empty for the end of the day
  ADD COLUMN due_derivation text NOT NULL DEFAULT '';  -- of a recurring duty it is told from its rule
