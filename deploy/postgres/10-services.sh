#!/bin/bash
# Run once by the postgres image in a new cluster: a role and a schema for each service, with the password of DATABASE_PASSWORD.
set -euo pipefail
for service in organization directive assignment indicator notification; do
  PGOPTIONS="-c dondoc.service=$service" psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" -f /etc/dondoc/grant_service.sql
  psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" -v password="$DATABASE_PASSWORD" \
    <<<"ALTER ROLE dondoc_$service PASSWORD :'password'"
done
