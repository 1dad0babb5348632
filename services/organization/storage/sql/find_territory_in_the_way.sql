-- The first territory of a change that is not what it must be: one that ends or goes on, and does not exist on the day before; one that
-- begins, or is a twin, and is not planned or is withdrawn; one that begins below one that stays planned.
SELECT c.id, c.what
FROM (
    SELECT e.id, 'THERE' AS what FROM unnest($1::uuid[]) AS e (id)
    WHERE NOT EXISTS (
        SELECT 1 FROM territory t
        WHERE t.id = e.id AND (t.valid_from IS NULL OR t.valid_from < $4::date) AND (t.valid_to IS NULL OR t.valid_to >= $4))
    UNION ALL
    SELECT p.id, 'PLANNED' FROM unnest($2::uuid[] || $3::uuid[]) AS p (id)
    WHERE NOT EXISTS (SELECT 1 FROM territory t WHERE t.id = p.id AND t.valid_from = '9999-12-31' AND t.continued_by IS NULL)
    UNION ALL
    SELECT s.territory_id, 'THERE'
    FROM territory_state s
    JOIN territory above ON above.id = s.parent_id AND above.valid_from = '9999-12-31'
    WHERE s.territory_id = ANY ($2 || $3) AND above.id <> ALL ($2 || $3)
) c
ORDER BY c.id
LIMIT 1
