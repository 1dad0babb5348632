-- Makes the newest plan that has arrived whole the plan of its succession, and says which were made so. One that took effect stays as it
-- was then.
INSERT INTO succession AS known (id, decision_number, decided_on, effective_on, version)
SELECT DISTINCT ON (succession_id) succession_id, min(decision_number), min(decided_on), min(effective_on), version
FROM succession_part
GROUP BY succession_id, version
HAVING count(*) = max(parts)
ORDER BY succession_id, version DESC
ON CONFLICT (id) DO UPDATE
SET decision_number = excluded.decision_number,
    decided_on = excluded.decided_on,
    effective_on = excluded.effective_on,
    version = excluded.version
WHERE known.version < excluded.version AND known.state = 'PLANNED'
RETURNING known.id, known.version
