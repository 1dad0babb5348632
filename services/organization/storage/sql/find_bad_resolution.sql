-- The first choice that makes no sense: a body that does not end by the succession (ENDS), an heir that does not exist on its first day
-- (LIVES); with the last names of both, or the ids where there are no such units.
SELECT r.what, coalesce(unit.name, r.unit_id::text) AS unit, coalesce(heir.name, r.heir_unit_id::text) AS heir
FROM (
    SELECT g.unit_id, g.heir_unit_id, 'ENDS' AS what
    FROM unnest($2::uuid[], $3::uuid[]) AS g (unit_id, heir_unit_id)
    WHERE NOT EXISTS (SELECT FROM succession_body b WHERE b.succession_id = $1::uuid AND b.unit_id = g.unit_id)
    UNION ALL
    SELECT g.unit_id, g.heir_unit_id, 'LIVES'
    FROM unnest($2::uuid[], $3::uuid[]) AS g (unit_id, heir_unit_id)
    JOIN succession s ON s.id = $1
    WHERE g.heir_unit_id IS NOT NULL AND (
        EXISTS (SELECT FROM succession_body b WHERE b.succession_id = $1 AND b.unit_id = g.heir_unit_id)
        OR NOT EXISTS (
            SELECT FROM unit u
            WHERE u.id = g.heir_unit_id AND u.continued_by IS NULL
              AND (u.valid_from IS NULL OR u.valid_from <= s.effective_on
                   OR u.id IN (SELECT unnest(b.to_unit_ids) FROM succession_body b WHERE b.succession_id = $1)
                   OR (u.valid_from = '9999-12-31' AND EXISTS (
                           SELECT FROM territory_state p WHERE p.territory_id = u.territory_id AND p.valid_to IS NULL AND p.code_list = s.to_list)))
              AND (u.valid_to IS NULL OR u.valid_to > s.effective_on)))
) r
LEFT JOIN unit_state unit ON unit.unit_id = r.unit_id AND unit.valid_to IS NULL
LEFT JOIN unit_state heir ON heir.unit_id = r.heir_unit_id AND heir.valid_to IS NULL
ORDER BY r.unit_id, r.what
LIMIT 1
