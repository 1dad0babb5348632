-- Successions that are to take effect by today, the earliest first.
SELECT id FROM succession WHERE wanted AND state = 'PLANNED' AND effective_on <= $1::date ORDER BY effective_on, id
