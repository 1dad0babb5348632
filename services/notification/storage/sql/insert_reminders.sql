-- Records steps; returns those that were not recorded before.
INSERT INTO reminder (assignment_id, step, nominal_on, unit_id, state, reason, late, covers, message_id, made_at)
SELECT n.assignment_id, n.step, n.nominal_on, n.unit_id, CASE WHEN n.reason IS NULL THEN 'MADE' ELSE 'SUPPRESSED' END, n.reason, n.late,
       n.covers, n.message_id, $9::timestamptz
FROM unnest($1::uuid[], $2::int[], $3::date[], $4::uuid[], $5::text[], $6::boolean[], $7::int[], $8::uuid[])
     AS n(assignment_id, step, nominal_on, unit_id, reason, late, covers, message_id)
ON CONFLICT (assignment_id, nominal_on, step) DO NOTHING
RETURNING message_id;
