-- The first day on which a unit no longer exists, held until the transaction ends: a succession that ends the unit waits, or was before.
SELECT valid_to FROM unit WHERE id = $1::uuid FOR SHARE
