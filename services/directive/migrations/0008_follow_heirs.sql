-- What belonged to a unit that has ended belongs to its heir: the drafts that it took in or was about to issue, and what was given to it.
-- `heir` is a table of the copy of the tree; it is empty for units that nobody has taken over from. may_see is given heirs in the place of
-- the units that took a directive in and issue it, and in `recipients` the units whose heirs the caller's units are, too.

-- Units, and those that they have taken over from.
CREATE FUNCTION with_predecessors(unit_ids uuid[]) RETURNS uuid[] LANGUAGE sql STABLE AS $$
  SELECT unit_ids || ARRAY(SELECT h.unit_id FROM heir h WHERE h.heir_unit_id = ANY (unit_ids))
$$;

-- Whether a directive names one of some units, alone or as a member of a group. By the tree of today; of units that have ended, those that
-- were there when it was issued.
CREATE OR REPLACE FUNCTION is_addressed(asked uuid, unit_ids uuid[]) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM named_body n
    JOIN unit u ON u.id = ANY (unit_ids)
    WHERE n.directive_id = asked
      AND (n.unit_id = u.id
           OR (n.within_unit_id IS NOT NULL
               AND (u.id = n.within_unit_id OR u.superior_ids @> ARRAY[n.within_unit_id])
               AND u.level = n.level
               AND ((n.kinds = '{}' AND n.tags = '{}') OR u.kind = ANY (n.kinds) OR u.tags && n.tags)
               AND (n.territory_types = '{}' OR u.territory_type = ANY (n.territory_types))
               AND u.attributes @> n.attributes
               AND u.id <> ALL (n.except_unit_ids)))
      AND (u.valid_to IS NULL OR u.valid_to > (SELECT d.issued_on FROM directive d WHERE d.id = asked)))
$$;
