-- Counts the bodies that nothing comes after in a succession because the territories that come after theirs have no body but their UBND, and
-- lists the codes of the highest territories in which these are. What comes after a territory is told by its own UBND.
WITH bare AS (
  SELECT own.territory_id AS from_territory_id, successor.id AS to_head_id
  FROM succession_body head
  JOIN unit own ON own.id = head.unit_id AND own.kind = 'UBND'
  CROSS JOIN unnest(head.to_unit_ids) AS to_head (id)
  JOIN unit successor ON successor.id = to_head.id
  WHERE head.succession_id = $1::uuid
    AND NOT EXISTS (SELECT FROM unit other WHERE other.territory_id = successor.territory_id AND other.id <> successor.id)
), lost AS MATERIALIZED (
  -- Each with every head that comes after its territory, in one go: what is filled anew is planned as if it were small.
  SELECT b.unit_id, bare.to_head_id
  FROM bare
  JOIN unit u ON u.territory_id = bare.from_territory_id
  JOIN succession_body b ON b.unit_id = u.id
  WHERE b.succession_id = $1::uuid AND b.heir_unit_id IS NULL AND b.to_unit_ids = '{}'
), top AS (
  -- Of the heads above it, the last one is the Government, the one before it that of the highest territory.
  SELECT DISTINCT COALESCE(s.superior_ids[cardinality(s.superior_ids) - 1], place.to_head_id) AS head_id
  FROM (SELECT DISTINCT lost.to_head_id FROM lost) AS place
  JOIN succession ON succession.id = $1::uuid
  JOIN unit_state s ON s.unit_id = place.to_head_id AND s.valid_from <= succession.effective_on
                   AND (s.valid_to IS NULL OR s.valid_to > succession.effective_on)
)
SELECT (SELECT count(DISTINCT lost.unit_id) FROM lost) AS bodies,
       ARRAY(SELECT DISTINCT u.code FROM top JOIN succession s ON s.id = $1::uuid JOIN unit_on(s.effective_on) u ON u.id = top.head_id
             ORDER BY u.code) AS codes
