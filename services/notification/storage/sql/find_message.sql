-- Reads one message.
SELECT message_id, unit_id, kind, grade, subject, body, assignment_id, directive_id, from_unit_id, nominal_on, late, made_at, read_at
FROM inbox_message
WHERE message_id = $1::uuid;
