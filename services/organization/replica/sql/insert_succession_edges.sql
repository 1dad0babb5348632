-- Takes over edges of plans. The units that take one's place come as an array literal.
INSERT INTO succession_edge (succession_id, version, from_unit_id, to_unit_ids, heir_unit_id)
SELECT e.succession_id, e.version, e.from_unit_id, e.to_unit_ids::uuid[], e.heir_unit_id
FROM unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::text[], $5::uuid[])
    AS e (succession_id, version, from_unit_id, to_unit_ids, heir_unit_id)
WHERE NOT EXISTS (SELECT FROM succession WHERE succession.id = e.succession_id AND succession.version >= e.version)
ON CONFLICT (succession_id, version, from_unit_id) DO NOTHING
