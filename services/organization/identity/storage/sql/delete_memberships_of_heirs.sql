-- Takes back the memberships that a succession made.
DELETE FROM membership WHERE made_by = $1::uuid
