-- A row for each destination, made once.
INSERT INTO outbox_stream (destination, generation)
SELECT d.destination, gen_random_uuid()::text FROM unnest($1::text[]) AS d (destination)
ON CONFLICT (destination) DO NOTHING;
