-- Whether facts were committed that have no number yet.
SELECT EXISTS (SELECT 1 FROM outbox WHERE number IS NULL) AS found;
