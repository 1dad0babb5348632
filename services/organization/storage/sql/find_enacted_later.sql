-- The first of the successions that have taken effect on a later day than this.
SELECT s.decision_number, s.effective_on
FROM succession s
WHERE s.state = 'ENACTED' AND s.effective_on > $1::date
ORDER BY s.effective_on, s.enacted_at
LIMIT 1
