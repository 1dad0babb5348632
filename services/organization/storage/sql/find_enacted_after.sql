-- A succession that took effect after this one, and builds on it.
SELECT later.decision_number
FROM succession s
JOIN succession later ON later.state = 'ENACTED' AND later.id <> s.id AND (later.effective_on, later.enacted_at) > (s.effective_on, s.enacted_at)
WHERE s.id = $1::uuid
ORDER BY later.effective_on
LIMIT 1
