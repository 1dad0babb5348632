-- Puts what is below withdrawn territories and units below those that go on in their place.
WITH placed AS (
    UPDATE territory_state s
    SET parent_id = above.continued_by
    FROM territory above, territory t
    WHERE above.id = ANY ($1::uuid[]) AND s.parent_id = above.id AND t.id = s.territory_id AND t.continued_by IS NULL
)
UPDATE unit_state s
SET superior_id = above.continued_by, superior_ids = above.continued_by || s.superior_ids
FROM unit above, unit u
WHERE above.territory_id = ANY ($1) AND above.continued_by IS NOT NULL AND s.superior_id = above.id AND u.id = s.unit_id
  AND u.continued_by IS NULL
