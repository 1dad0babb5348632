-- What a list is, before it is discarded: its territories, those that are not planned (any more), and the planned successions that name it.
SELECT count(*) AS territories,
       count(*) FILTER (WHERE t.valid_from IS DISTINCT FROM '9999-12-31' OR t.continued_by IS NOT NULL) AS in_force,
       ARRAY(SELECT s.decision_number FROM succession s
             WHERE s.state = 'PLANNED' AND $1 IN (s.from_list, s.to_list) ORDER BY s.decision_number) AS decisions
FROM territory_code c
JOIN territory t ON t.id = c.territory_id
WHERE c.code_list = $1
