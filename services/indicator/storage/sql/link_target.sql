-- Says which indicator a target is about; NULL for none.
UPDATE target SET indicator_id = $2::uuid, version = version + 1 WHERE id = $1::uuid;
