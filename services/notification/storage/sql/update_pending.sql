-- Writes what is known of assignments after a fact; they are locked.
UPDATE pending_assignment AS p
SET directive_id = n.directive_id, directive_number = n.directive_number, unit_id = n.unit_id, issuer_unit_id = n.issuer_unit_id,
    task_text = n.task_text, described = n.described, binding = n.binding, duty = n.duty, state = n.state, due_on = n.due_on,
    version = n.version, changed_on = n.changed_on, armed_from = n.armed_from, handled_through = n.handled_through, next_at = n.next_at
FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::text[], $7::boolean[], $8::boolean[], $9::boolean[],
            $10::text[], $11::date[], $12::bigint[], $13::date[], $14::date[], $15::date[], $16::timestamptz[])
     AS n(assignment_id, directive_id, directive_number, unit_id, issuer_unit_id, task_text, described, binding, duty, state, due_on,
          version, changed_on, armed_from, handled_through, next_at)
WHERE p.assignment_id = n.assignment_id;
