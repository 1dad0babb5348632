-- Counts by deadline that are made of the totals of several units (RowsOf), of one directive or of all. $2 to $4: totals of units, all
-- of them or those that went up to a superior, each times a weight. $5 to $7: the same units with each superior that they have had; what
-- the superior was told counts where this cell does not have the unit's totals itself.
WITH elsewhere AS MATERIALIZED (
  SELECT a.unit_id, a.superior_id, a.weight
  FROM unnest($5::uuid[], $6::uuid[], $7::integer[]) AS a (unit_id, superior_id, weight)
  WHERE NOT EXISTS (SELECT FROM roll_up WHERE roll_up.unit_id = a.unit_id)
), addend AS (
  SELECT r.due_on, a.weight, r.open, r.done_in_time, r.done_late
  FROM unnest($2::uuid[], $3::uuid[], $4::integer[]) AS a (unit_id, superior_id, weight)
  JOIN roll_up AS r ON r.unit_id = a.unit_id
  WHERE (a.superior_id IS NULL OR r.superior_id = a.superior_id) AND ($1::uuid IS NULL OR r.directive_id = $1)
  UNION ALL
  SELECT c.due_on, a.weight, c.open, c.done_in_time, c.done_late
  FROM elsewhere AS a
  JOIN contribution AS c ON c.parent_id = a.superior_id AND c.child_id = a.unit_id
  WHERE $1::uuid IS NULL OR c.directive_id = $1
)
SELECT NULLIF(due_on, 'infinity') AS due_on, sum(weight * open)::bigint AS open, sum(weight * done_in_time)::bigint AS done_in_time,
       sum(weight * done_late)::bigint AS done_late
FROM addend
GROUP BY due_on
