-- Forgets the parts of a succession's present plan, which is whole, and of older ones.
DELETE FROM succession_part WHERE succession_id = $1::uuid AND version <= $2::bigint
