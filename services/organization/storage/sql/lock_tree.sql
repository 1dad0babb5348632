-- Reads the number of the last change of the tree and keeps other changes out until this transaction ends.
SELECT change FROM tree FOR UPDATE
