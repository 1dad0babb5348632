-- Keeps what consumers have confirmed; a confirmation never goes back.
INSERT INTO subscription (destination, consumer, confirmed_number)
SELECT $1::text, c.consumer, c.number FROM unnest($2::text[], $3::bigint[]) AS c (consumer, number)
ON CONFLICT (destination, consumer) DO UPDATE
SET confirmed_number = GREATEST(subscription.confirmed_number, excluded.confirmed_number);
