-- A total remembers whom it goes up to, from its first count on: a unit that moves in the tree keeps counting where it counted, and is counted
-- once in every tree.
ALTER TABLE roll_up ADD COLUMN superior_id uuid;
UPDATE roll_up SET superior_id = unit.superior_id FROM unit WHERE unit.id = roll_up.unit_id;
