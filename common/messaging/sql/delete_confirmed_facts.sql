-- Removes facts that every required consumer has confirmed.
DELETE FROM outbox WHERE destination = $1::text AND number <= $2::bigint;
