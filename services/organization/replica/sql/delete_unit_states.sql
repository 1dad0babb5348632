-- Forgets the states of units, before new ones are inserted.
DELETE FROM unit_state WHERE unit_id = ANY ($1::uuid[])
