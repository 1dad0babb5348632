-- Gives one service, named by the setting dondoc.service, its role and its schema; may be run again.
--
-- By hand: PGOPTIONS='-c dondoc.service=assignment' psql -d dondoc -f grant_service.sql
-- Nobody else may use the schema, and the role may create nothing outside it.
DO $$
DECLARE
  service text := current_setting('dondoc.service');
  role text := 'dondoc_' || service;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
    EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE', role);
  END IF;
  EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I AUTHORIZATION %I', service, role);
  EXECUTE format('REVOKE ALL ON SCHEMA %I FROM PUBLIC', service);
  EXECUTE format('ALTER ROLE %I IN DATABASE %I SET search_path = %I', role, current_database(), service);
END $$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
