-- Marks messages of a unit as read that were not.
UPDATE inbox_message SET read_at = $3::timestamptz
WHERE unit_id = $1::uuid AND message_id = ANY ($2::uuid[]) AND read_at IS NULL;
