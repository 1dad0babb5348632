-- One page of a unit's messages, the newest first; $3 to $5 are the key of the last message of the page before, or NULL.
SELECT message_id, unit_id, kind, grade, subject, body, assignment_id, directive_id, from_unit_id, nominal_on, late, made_at, read_at
FROM inbox_message
WHERE unit_id = $1::uuid AND (NOT $2::boolean OR read_at IS NULL)
  AND ($3::timestamptz IS NULL OR (made_at, nominal_on, message_id) < ($3::timestamptz, $4::date, $5::uuid))
ORDER BY made_at DESC, nominal_on DESC, message_id DESC
LIMIT $6::int;
