-- What the consumers of a stream have confirmed.
SELECT consumer, confirmed_number FROM subscription WHERE destination = $1::text;
