-- Lists the successions whose plans are here, by the day of their effect.
SELECT id, decision_number, decided_on, effective_on, version, state, tree_change
FROM succession
ORDER BY effective_on, id
