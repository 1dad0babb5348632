-- Counts an attempt at a fact before it is made; returns how many that makes, and what the last one said.
INSERT INTO delivery_attempt (consumer, fact_id, attempts, last_error) VALUES ($1::text, $2::uuid, 1, '')
ON CONFLICT (consumer, fact_id) DO UPDATE SET attempts = delivery_attempt.attempts + 1
RETURNING attempts, last_error;
