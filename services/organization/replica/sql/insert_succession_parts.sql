-- Notes parts of plans that have arrived; those known already stay as they are.
INSERT INTO succession_part (succession_id, version, part, parts, decision_number, decided_on, effective_on)
SELECT p.succession_id, p.version, p.part, p.parts, p.decision_number, p.decided_on, p.effective_on
FROM unnest($1::uuid[], $2::bigint[], $3::int[], $4::int[], $5::text[], $6::date[], $7::date[])
    AS p (succession_id, version, part, parts, decision_number, decided_on, effective_on)
WHERE NOT EXISTS (SELECT FROM succession WHERE succession.id = p.succession_id AND succession.version >= p.version)
ON CONFLICT (succession_id, version, part) DO NOTHING
