-- Remembers up to where every required consumer has confirmed a stream.
UPDATE outbox_stream SET confirmed_number = $2::bigint WHERE destination = $1::text;
