-- Forgets consumers that are no longer required.
DELETE FROM subscription WHERE destination = $1::text AND consumer <> ALL ($2::text[]);
