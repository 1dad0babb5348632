-- Reads one succession FOR UPDATE.
SELECT id, decision_number, decided_on, effective_on, from_list, to_list, file_name, state, wanted, version, tree_change, planned_at, enacted_at,
       undone_at, discarded_at, continuing, ending, beginning, bodies, with_heir, divided, without
FROM succession
WHERE id = $1::uuid
FOR UPDATE
