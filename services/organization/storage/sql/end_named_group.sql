-- Ends a group.
UPDATE named_group SET valid_to = $2::date WHERE id = $1::uuid
