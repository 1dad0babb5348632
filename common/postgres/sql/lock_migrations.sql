-- Held until the session ends: one migrator at a time in one schema.
SELECT pg_advisory_lock(hashtextextended('dondoc migrations of ' || current_schema(), 0));
