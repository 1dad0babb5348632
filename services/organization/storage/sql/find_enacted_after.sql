-- The last of the successions that took effect after this one, and build on it: the one to undo first.
SELECT later.decision_number
FROM succession s
JOIN succession later ON later.state = 'ENACTED' AND later.id <> s.id AND (later.effective_on, later.enacted_at) > (s.effective_on, s.enacted_at)
WHERE s.id = $1::uuid
ORDER BY later.effective_on DESC, later.enacted_at DESC
LIMIT 1
