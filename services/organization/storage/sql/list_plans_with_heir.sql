-- The decisions of planned successions in which a person chose a unit as the heir of another.
SELECT DISTINCT s.decision_number
FROM succession_resolution r
JOIN succession s ON s.id = r.succession_id AND s.state = 'PLANNED'
WHERE r.heir_unit_id = $1::uuid
ORDER BY s.decision_number
