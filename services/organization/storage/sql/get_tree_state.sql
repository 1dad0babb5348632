-- How far the tree is, as copies count it, units only where that is asked (services/organization/replica/sql/find_copy_state.sql).
SELECT (SELECT change FROM tree) AS change,
       CASE WHEN $1::boolean THEN (SELECT count(*) FROM unit) ELSE 0 END AS units,
       (SELECT coalesce(sum(version + CASE state WHEN 'ENACTED' THEN 1 WHEN 'UNDONE' THEN 2 ELSE 0 END), 0) FROM succession)::bigint
           AS succession_steps
