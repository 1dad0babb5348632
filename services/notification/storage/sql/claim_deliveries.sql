-- Claims deliveries that are to be tried, for the lease $3 (milliseconds) by the database's clock, leaving out those that others hold.
WITH due AS (
    SELECT delivery_id FROM delivery
    WHERE state IN ('PENDING', 'UNKNOWN') AND next_attempt_at <= $1::timestamptz
    ORDER BY next_attempt_at, delivery_id
    LIMIT $4::int
    FOR UPDATE SKIP LOCKED
)
UPDATE delivery AS d
SET state = 'SENDING', attempts = d.attempts + 1, first_attempt_at = COALESCE(d.first_attempt_at, $1::timestamptz), claimed_by = $2,
    lease_until = clock_timestamp() + $3::bigint * interval '1 millisecond', handed_over = false, next_attempt_at = NULL
FROM due, inbox_message AS m
WHERE d.delivery_id = due.delivery_id AND m.message_id = d.message_id
RETURNING d.delivery_id, d.address, d.attempts, d.doubts, d.first_attempt_at, m.subject, m.body, m.made_at;
