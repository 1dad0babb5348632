-- What has been applied; empty before the first migration ever.
SELECT set_name, number, name, checksum FROM schema_migration ORDER BY set_name, number;
