-- Remembers how far a stream is in Redis. Need not be durable: what lies above is compared, not trusted.
UPDATE outbox_stream SET published_number = $2::bigint WHERE destination = $1::text;
