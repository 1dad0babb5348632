-- Adds facts to the outbox in the order of the arrays.
INSERT INTO outbox (fact_id, destination, type, fact_time, trace, payload)
SELECT f.fact_id, f.destination, f.type, f.fact_time, f.trace, f.payload
FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::bytea[]) WITH ORDINALITY
  AS f (fact_id, destination, type, fact_time, trace, payload, position)
ORDER BY f.position;
