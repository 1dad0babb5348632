-- How far each stream has come.
SELECT destination, generation, last_number, published_number, confirmed_number FROM outbox_stream ORDER BY destination;
