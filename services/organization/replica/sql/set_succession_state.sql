-- A succession took effect, or was taken back, with this change of the tree.
UPDATE succession SET state = $2, tree_change = $3 WHERE id = $1::uuid
