-- One page of all units, by id, with what the tree in memory needs.
SELECT id, level, kind, superior_id, valid_from, valid_to
FROM unit
WHERE $1::uuid IS NULL OR id > $1
ORDER BY id
LIMIT $2::int
