-- The change of the tree that a unit is as of: who keeps the tree in memory reads only what is newer than it knows.
ALTER TABLE unit ADD COLUMN tree_change bigint NOT NULL DEFAULT 0;
CREATE INDEX unit_tree_change ON unit (tree_change);
