-- One page of the units of changes after one, by id, with what the tree in memory needs: a row for each state, in the order of their days.
SELECT u.id, u.level, u.kind, u.valid_from, u.valid_to, nullif(s.valid_from, '-infinity') AS state_from, s.superior_id
FROM (
    SELECT p.id, p.level, p.kind, p.valid_from, p.valid_to
    FROM unit p
    WHERE p.tree_change > $3::bigint AND ($1::uuid IS NULL OR p.id > $1)
    ORDER BY p.id
    LIMIT $2::int
) u
JOIN unit_state s ON s.unit_id = u.id
ORDER BY u.id, s.valid_from
