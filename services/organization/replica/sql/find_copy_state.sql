-- How far the copy is, as the organization service counts it (storage/sql/get_tree_state.sql), units only where that is asked; how many
-- parts of later changes, and of plans that are not whole, wait; and the oldest form that a unit was taken over in, the present one ($2)
-- where there is none.
SELECT coalesce((SELECT change FROM unit_change WHERE part = 0), 0) AS change,
       CASE WHEN $1::boolean THEN (SELECT count(*) FROM unit) ELSE 0 END AS units,
       (SELECT coalesce(sum(version + CASE state WHEN 'PLANNED' THEN 0 WHEN 'ENACTED' THEN 1 ELSE 2 END), 0) FROM succession)::bigint
           AS succession_steps,
       (SELECT count(*) FROM unit_change WHERE part > 0) AS waiting,
       (SELECT count(*) FROM succession_part) AS waiting_plans,
       coalesce((SELECT min(form) FROM unit), $2::integer) AS oldest_form
