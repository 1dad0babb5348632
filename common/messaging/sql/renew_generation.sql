-- Begins a new life of a stream: everything that is not confirmed by all is to be published again.
UPDATE outbox_stream SET generation = gen_random_uuid()::text, published_number = confirmed_number
WHERE destination = $1::text
RETURNING destination, generation, last_number, published_number, confirmed_number;
