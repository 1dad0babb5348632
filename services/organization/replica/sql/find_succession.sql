-- Reads one succession.
SELECT id, decision_number, decided_on, effective_on, version, state, tree_change
FROM succession
WHERE id = $1::uuid
