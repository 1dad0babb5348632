-- Reads one succession: by its id, or by the number of its decision, then one that is neither undone nor discarded first.
SELECT id, decision_number, decided_on, effective_on, from_list, to_list, file_name, state, wanted, version, tree_change, planned_at, enacted_at,
       undone_at, discarded_at, continuing, ending, beginning, bodies, with_heir, divided, without
FROM succession
WHERE id = $1::uuid OR decision_number = $2
ORDER BY state IN ('UNDONE', 'DISCARDED'), planned_at DESC
LIMIT 1
