-- Forgets the devices of an account.
DELETE FROM device WHERE user_id = $1::uuid
