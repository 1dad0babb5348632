-- Tags have days, as names and places: groups of a day are of the bodies that answered to them then. NULL: those of the unit, on all days.
ALTER TABLE unit_state ADD COLUMN tags text[] NULL;
