-- Choices ($2 to $4), with those of the other bodies of their territories where they are meant for all of them: each that is divided and
-- has no choice yet goes to its successor in the heir's territory; without an heir, each choice is taken back.
WITH given AS (
    SELECT g.unit_id, g.heir_unit_id, g.bodies, body.territory_id, heir.territory_id AS heir_territory_id
    FROM unnest($2::uuid[], $3::uuid[], $4::boolean[]) AS g (unit_id, heir_unit_id, bodies)
    LEFT JOIN unit body ON body.id = g.unit_id
    LEFT JOIN unit heir ON heir.id = g.heir_unit_id
)
SELECT given.unit_id, given.heir_unit_id FROM given
UNION ALL
SELECT DISTINCT b.unit_id, heir.id
FROM given
JOIN unit u ON u.territory_id = given.territory_id
JOIN succession_body b ON b.succession_id = $1::uuid AND b.unit_id = u.id
JOIN unit heir ON heir.id = ANY (b.to_unit_ids) AND heir.territory_id = given.heir_territory_id
WHERE given.bodies AND b.heir_unit_id IS NULL AND b.unit_id <> ALL ($2)
UNION ALL
SELECT DISTINCT r.unit_id, NULL::uuid
FROM given
JOIN unit u ON u.territory_id = given.territory_id
JOIN succession_resolution r ON r.succession_id = $1 AND r.unit_id = u.id
WHERE given.bodies AND given.heir_unit_id IS NULL AND r.unit_id <> ALL ($2)
