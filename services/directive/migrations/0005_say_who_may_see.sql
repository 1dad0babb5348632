-- Who may see a directive, in one place for all statements. The tables `unit` are those of the copy of the tree.

-- Whether a directive names one of some units, alone or as a member of a group. By the tree of today.
CREATE FUNCTION is_addressed(asked uuid, unit_ids uuid[]) RETURNS boolean LANGUAGE sql STABLE AS $$
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
               AND u.id <> ALL (n.except_unit_ids))))
$$;

-- Whether a directive is one that came in at one of the units `own` or below one of `above`, was or will be issued by one of `issuers` or
-- below one of `above_issuers`, or is issued and names one of `recipients`.
CREATE FUNCTION may_see(id uuid, state text, ingested_by uuid, issuer_unit_id uuid, everything boolean, own uuid[], above uuid[],
                        issuers uuid[], above_issuers uuid[], recipients uuid[]) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT COALESCE(
    everything
    OR ingested_by = ANY (own)
    OR issuer_unit_id = ANY (issuers)
    OR EXISTS (SELECT FROM unit u WHERE u.id = ingested_by AND u.superior_ids && above)
    OR EXISTS (SELECT FROM unit u WHERE u.id = issuer_unit_id AND u.superior_ids && above_issuers)
    OR (state = 'ISSUED' AND is_addressed(id, recipients)), false)
$$;
