-- One page of successions, by the day of their effect and id.
SELECT id, decision_number, decided_on, effective_on, from_list, to_list, file_name, state, wanted, version, tree_change, planned_at, enacted_at,
       undone_at, discarded_at, continuing, ending, beginning, bodies, with_heir, divided, without
FROM succession
WHERE $2::uuid IS NULL OR (effective_on, id) > ($1::date, $2)
ORDER BY effective_on, id
LIMIT $3
