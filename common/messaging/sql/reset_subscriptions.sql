-- With a new generation each consumer confirms anew what it has.
UPDATE subscription SET confirmed_number = $2::bigint WHERE destination = $1::text;
