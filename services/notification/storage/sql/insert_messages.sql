-- Puts messages into inboxes.
INSERT INTO inbox_message (message_id, unit_id, kind, grade, subject, body, assignment_id, directive_id, from_unit_id, nominal_on, late,
                           made_at)
SELECT n.message_id, n.unit_id, n.kind, n.grade, n.subject, n.body, n.assignment_id, n.directive_id, n.from_unit_id, n.nominal_on, n.late,
       $12::timestamptz
FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::uuid[], $9::uuid[], $10::date[],
            $11::boolean[])
     AS n(message_id, unit_id, kind, grade, subject, body, assignment_id, directive_id, from_unit_id, nominal_on, late);
