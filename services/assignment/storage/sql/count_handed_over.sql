-- How many facts of a type and a trace not everybody has taken in yet.
SELECT count(*) AS facts FROM outbox WHERE type = $1 AND trace = $2
