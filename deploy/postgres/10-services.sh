#!/bin/bash
# Run once by the postgres image in a new cluster: two roles and a schema for each service. Who serves has the password of
# DATABASE_PASSWORD, who owns the schema and migrates it that of DATABASE_OWNER_PASSWORD. In a cluster from before there were serving
# roles, run it once by hand, and `dondoc-<service> migrate` after it.
set -euo pipefail
for service in organization directive assignment indicator notification; do
  PGOPTIONS="-c dondoc.service=$service" psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" -f /etc/dondoc/grant_service.sql
  psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" -v serving="$DATABASE_PASSWORD" -v owner="$DATABASE_OWNER_PASSWORD" \
    <<<"ALTER ROLE dondoc_$service PASSWORD :'owner'; ALTER ROLE dondoc_${service}_app PASSWORD :'serving'"
done
