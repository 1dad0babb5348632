-- Keeps the same password under other parameters, unless it was changed meanwhile.
UPDATE credential SET hash = $3 WHERE user_id = $1::uuid AND hash = $2
