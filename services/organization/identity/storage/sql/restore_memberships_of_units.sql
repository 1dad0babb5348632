-- Gives back the memberships that a succession ended, as they were.
UPDATE membership SET valid_to = ended_before, ended_before = NULL, ended_by = NULL WHERE ended_by = $1::uuid
