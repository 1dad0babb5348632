-- Reads the number of the last change of the tree.
SELECT change FROM tree
