-- What the territories of a group had to be: SPECIALLY_DIFFICULT, URBAN, ISLAND.
ALTER TABLE expanded_group ADD COLUMN attributes text[] NOT NULL DEFAULT '{}';
