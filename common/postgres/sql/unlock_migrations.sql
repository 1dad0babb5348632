-- The end of lock_migrations.
SELECT pg_advisory_unlock(hashtextextended('dondoc migrations of ' || current_schema(), 0));
