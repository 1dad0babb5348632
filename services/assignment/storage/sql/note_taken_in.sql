-- Notes that assignments of other cells are taken in, and returns those that had not been.
INSERT INTO taken_in (assignment_id, version, succession_id, heir_unit_id)
SELECT given.id, given.version, $4::uuid, given.heir_unit_id
FROM unnest($1::uuid[], $2::bigint[], $3::uuid[]) AS given(id, version, heir_unit_id)
ON CONFLICT ON CONSTRAINT taken_in_pkey DO NOTHING
RETURNING assignment_id
