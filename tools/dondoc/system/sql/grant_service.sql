-- Gives one service, named by the setting dondoc.service, its two roles and its schema; may be run again.
--
-- By hand: PGOPTIONS='-c dondoc.service=assignment' psql -d dondoc -f grant_service.sql
--
-- dondoc_assignment owns the schema and what is in it: it migrates, and is used for nothing else. dondoc_assignment_app serves: it owns
-- nothing, and has the rights to rows that `dondoc-assignment migrate` gives it. Nobody else may use the schema, and neither role may create
-- anything outside it.
DO $$
DECLARE
  service text := current_setting('dondoc.service');
  owner text := 'dondoc_' || service;
  serving text := owner || '_app';
  role text;
BEGIN
  FOREACH role IN ARRAY ARRAY[owner, serving] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
      EXECUTE format('CREATE ROLE %I LOGIN', role);
    END IF;
    EXECUTE format('ALTER ROLE %I NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS', role);
    EXECUTE format('ALTER ROLE %I IN DATABASE %I SET search_path = %I', role, current_database(), service);
  END LOOP;
  EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I AUTHORIZATION %I', service, owner);
  EXECUTE format('REVOKE ALL ON SCHEMA %I FROM PUBLIC', service);
END $$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
