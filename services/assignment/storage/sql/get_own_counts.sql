-- A unit's own counts by deadline, without what is below it; of one directive, or of all.
SELECT NULLIF(due_on, 'infinity') AS due_on, sum(open)::bigint AS open, sum(done_in_time)::bigint AS done_in_time,
       sum(done_late)::bigint AS done_late
FROM contribution
WHERE parent_id = $1::uuid AND child_id = $1 AND ($2::uuid IS NULL OR directive_id = $2)
GROUP BY due_on
