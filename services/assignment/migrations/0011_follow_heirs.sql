-- Rights follow the heir: in the place of a unit that has ended stands the one that continues it. Assignments stay whose they are; what is
-- asked here is who gave, leads or helps with one today. `heir` and `unit` are those of the copy of the tree.

-- The unit that stands for one today: its heir, or itself.
CREATE FUNCTION continued_by(asked uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT COALESCE((SELECT h.heir_unit_id FROM heir h WHERE h.unit_id = asked), asked)
$$;

-- All units that some units stand for today.
CREATE FUNCTION continued_units(unit_ids uuid[]) RETURNS uuid[] LANGUAGE sql STABLE AS $$
  SELECT ARRAY(SELECT own FROM unnest(unit_ids) AS own WHERE NOT EXISTS (SELECT FROM heir h WHERE h.unit_id = own)
               UNION ALL
               SELECT h.unit_id FROM heir h WHERE h.heir_unit_id = ANY (unit_ids))
$$;
