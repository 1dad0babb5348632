-- Forgets the attempts at a fact that is done with.
DELETE FROM delivery_attempt WHERE consumer = $1::text AND fact_id = $2::uuid;
