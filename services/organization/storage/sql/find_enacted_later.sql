-- The last of the successions that have taken effect on a later day than this: once that one is undone, or for its day, nothing is in the way.
SELECT s.decision_number, s.effective_on
FROM succession s
WHERE s.state = 'ENACTED' AND s.effective_on > $1::date
ORDER BY s.effective_on DESC, s.enacted_at DESC
LIMIT 1
