-- For what follows in this transaction: it fills tables that the planner believes to be as small as they were.
SELECT set_config('enable_seqscan', 'off', true)
