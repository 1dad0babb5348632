-- Notes that assignments of other cells are taken in, and returns those that had not been.
INSERT INTO taken_in (assignment_id, version, succession_id, heir_unit_id, heir_assignment_id, unit_id, state)
SELECT given.id, given.version, $4::uuid, given.heir_unit_id, given.heir_assignment_id, given.unit_id, given.state
FROM unnest($1::uuid[], $2::bigint[], $3::uuid[], $5::uuid[], $6::uuid[], $7::text[])
  AS given(id, version, heir_unit_id, heir_assignment_id, unit_id, state)
ON CONFLICT ON CONSTRAINT taken_in_pkey DO NOTHING
RETURNING assignment_id
