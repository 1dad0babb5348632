-- Groups of territories that are specially difficult, urban, on islands.
ALTER TABLE named_group
    ADD COLUMN specially_difficult boolean NOT NULL DEFAULT false,
    ADD COLUMN urban boolean NOT NULL DEFAULT false,
    ADD COLUMN island boolean NOT NULL DEFAULT false;

-- The copies of the tree know attributes from now on: units of territories that have any must be told anew, once.
ALTER TABLE tree ADD COLUMN attributes_told boolean NOT NULL DEFAULT false;
UPDATE tree SET attributes_told = NOT EXISTS (SELECT FROM unit);
