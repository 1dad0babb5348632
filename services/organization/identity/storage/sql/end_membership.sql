-- Sets the end of a membership.
UPDATE membership SET valid_to = $2::date WHERE id = $1::uuid
