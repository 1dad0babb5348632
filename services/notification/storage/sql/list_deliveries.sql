-- One page of deliveries, the newest first; $3 and $4 are the key of the last one of the page before, or NULL. From $6 on what
-- the caller may see: everything, or what is for, or below, one of some units.
SELECT d.delivery_id, d.message_id, d.unit_id, d.address, d.state, d.attempts, d.doubts, d.last_answer,
       NULLIF(d.next_attempt_at, '-infinity') AS next_attempt_at, d.sent_at, d.made_at, m.subject
FROM delivery AS d
JOIN inbox_message AS m ON m.message_id = d.message_id
WHERE ($1::text IS NULL OR d.state = $1::text) AND ($2::uuid IS NULL OR d.unit_id = $2::uuid)
  AND ($3::timestamptz IS NULL OR (d.made_at, d.delivery_id) < ($3::timestamptz, $4::uuid))
  AND ($6::boolean OR d.unit_id = ANY ($7::uuid[])
    OR d.unit_id IN (SELECT u.id FROM unit AS u WHERE u.superior_ids && $8::uuid[]))
ORDER BY d.made_at DESC, d.delivery_id DESC
LIMIT $5::int;
