-- Locks a batch of claims whose lease is over by the database's clock, and those of the replica $1, which has just started again.
SELECT delivery_id, attempts, doubts, handed_over
FROM delivery
WHERE state = 'SENDING' AND (lease_until < clock_timestamp() OR claimed_by = $1::text)
ORDER BY lease_until
LIMIT $2::int
FOR UPDATE SKIP LOCKED;
