-- Inserts assignments that were never heard of; returns the ids of those that are new.
INSERT INTO pending_assignment (assignment_id, directive_id, directive_number, unit_id, issuer_unit_id, task_text, described, binding,
                                duty, state, due_on, version, changed_on, armed_from, handled_through, next_at)
SELECT assignment_id, directive_id, directive_number, unit_id, issuer_unit_id, task_text, described, binding, duty, state, due_on,
       version, changed_on, armed_from, handled_through, next_at
FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::text[], $7::boolean[], $8::boolean[], $9::boolean[],
                     $10::text[], $11::date[], $12::bigint[], $13::date[], $14::date[], $15::date[], $16::timestamptz[])
     AS n(assignment_id, directive_id, directive_number, unit_id, issuer_unit_id, task_text, described, binding, duty, state, due_on,
          version, changed_on, armed_from, handled_through, next_at)
ORDER BY assignment_id
ON CONFLICT (assignment_id) DO NOTHING
RETURNING assignment_id;
