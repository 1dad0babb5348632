-- One account, kept from changing until the transaction ends: what belongs to it changes one after the other.
SELECT id FROM user_account WHERE id = $1::uuid FOR UPDATE
