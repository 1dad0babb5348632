-- Writes the number of the last change of the tree.
UPDATE tree SET change = $1::bigint
