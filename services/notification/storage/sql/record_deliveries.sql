-- Writes what became of attempts, where the claim is still the one of that attempt.
UPDATE delivery AS d
SET state = n.state, next_attempt_at = n.next_attempt_at, doubts = d.doubts + n.doubted::int, last_answer = n.answer,
    sent_at = CASE WHEN n.state = 'SENT' THEN $7::timestamptz END, claimed_by = NULL, lease_until = NULL, handed_over = false
FROM unnest($1::uuid[], $2::int[], $3::text[], $4::timestamptz[], $5::boolean[], $6::text[])
     AS n(delivery_id, attempts, state, next_attempt_at, doubted, answer)
WHERE d.delivery_id = n.delivery_id AND d.state = 'SENDING' AND d.attempts = n.attempts;
