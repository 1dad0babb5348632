-- What territories have: SPECIALLY_DIFFICULT, URBAN, ISLAND. The organization service tells anew of the units that have any.
ALTER TABLE unit ADD COLUMN attributes text[] NOT NULL DEFAULT '{}';
ALTER TABLE unit_state ADD COLUMN attributes text[] NOT NULL DEFAULT '{}';
