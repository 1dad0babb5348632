-- Groups of territories that are specially difficult, urban, on islands.
ALTER TABLE named_body ADD COLUMN attributes text[] NOT NULL DEFAULT '{}';

-- Whether a directive names one of some units, alone or as a member of a group. By the tree of today.
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
               AND u.id <> ALL (n.except_unit_ids))))
$$;
