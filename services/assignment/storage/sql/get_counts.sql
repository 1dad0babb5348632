-- The counts of one unit by deadline: with everything below it, or its own alone; of one directive, or of all.
SELECT NULLIF(due_on, 'infinity') AS due_on, sum(open)::bigint AS open, sum(done_in_time)::bigint AS done_in_time,
       sum(done_late)::bigint AS done_late
FROM (
  SELECT due_on, open, done_in_time, done_late
  FROM roll_up
  WHERE $3 AND unit_id = $1 AND ($2::uuid IS NULL OR directive_id = $2)
  UNION ALL
  SELECT due_on, open, done_in_time, done_late
  FROM contribution
  WHERE NOT $3 AND parent_id = $1 AND child_id = $1 AND ($2::uuid IS NULL OR directive_id = $2)
) AS counted
GROUP BY due_on
