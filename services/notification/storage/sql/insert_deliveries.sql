-- Makes one delivery for each message and address, to be sent at once.
INSERT INTO delivery (delivery_id, message_id, unit_id, address, state, attempts, doubts, next_attempt_at, handed_over, last_answer,
                      made_at)
SELECT n.delivery_id, n.message_id, n.unit_id, n.address, 'PENDING', 0, 0, '-infinity', false, '', $5::timestamptz
FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[]) AS n(delivery_id, message_id, unit_id, address)
ON CONFLICT ON CONSTRAINT delivery_once DO NOTHING;
