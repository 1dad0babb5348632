-- How many of these messages are in the unit's inbox.
SELECT count(*) AS messages FROM inbox_message WHERE unit_id = $1::uuid AND message_id = ANY ($2::uuid[]);
