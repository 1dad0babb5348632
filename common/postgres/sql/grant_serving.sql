-- Gives the serving role of this schema, <owner>_app, its rights to the tables: to read and change their rows, in the tables that the
-- setting dondoc.append_only lists to read and add only, of schema_migration to read. Does nothing where there is no such role. Rights are
-- taken and given in one transaction, so that nobody who serves meanwhile notices; and so a right that was given too much goes away.
DO $$
DECLARE
  serving text := current_user || '_app';
  append_only text[] := string_to_array(current_setting('dondoc.append_only'), ',');
  name text;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = serving) THEN
    RETURN;
  END IF;
  EXECUTE format('REVOKE ALL ON SCHEMA %I FROM %I', current_schema(), serving);
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), serving);
  EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA %I FROM %I', current_schema(), serving);
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() LOOP
    EXECUTE format('GRANT %s ON %I.%I TO %I',
      CASE WHEN name = 'schema_migration' THEN 'SELECT'
           WHEN name = ANY (append_only) THEN 'SELECT, INSERT'
           ELSE 'SELECT, INSERT, UPDATE, DELETE' END,
      current_schema(), name, serving);
  END LOOP;
  FOR name IN SELECT viewname FROM pg_views WHERE schemaname = current_schema() LOOP
    EXECUTE format('GRANT SELECT ON %I.%I TO %I', current_schema(), name, serving);
  END LOOP;
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO %I', current_schema(), serving);
END $$;
