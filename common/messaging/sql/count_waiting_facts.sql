-- How many facts of a type ($1) and a trace ($2) have not been confirmed by everybody.
SELECT count(*) AS facts FROM outbox WHERE type = $1 AND trace = $2;
