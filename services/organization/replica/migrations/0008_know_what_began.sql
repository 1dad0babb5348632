-- The units that a succession began. Those of its first day, but not of a territory that only other successions of the same day lead to:
-- two decisions may take effect on one day, and what the units of one have does not depend on the other.
CREATE VIEW begun_unit AS
WITH told AS (
    SELECT heir_of.territory_id, edge.effective_on, array_agg(DISTINCT edge.succession_id) AS succession_ids
    FROM enacted_edge AS edge
    CROSS JOIN LATERAL unnest(edge.to_unit_ids) AS to_unit(id)
    JOIN unit AS heir_of ON heir_of.id = to_unit.id
    GROUP BY heir_of.territory_id, edge.effective_on
)
SELECT succession.id AS succession_id, u.id, u.name
FROM succession
JOIN unit AS u ON u.valid_from = succession.effective_on
LEFT JOIN told ON told.territory_id = u.territory_id AND told.effective_on = succession.effective_on
WHERE told.succession_ids IS NULL OR succession.id = ANY (told.succession_ids);
