-- The watermark of a stream's life, beginning where the sender has nothing older.
INSERT INTO watermark (consumer, stream, generation, number) VALUES ($1::text, $2::text, $3::text, $4::bigint)
ON CONFLICT (consumer, stream, generation) DO NOTHING;
