-- Moves the complete change up to the last one without a gap below it.
UPDATE unit_change complete
SET change = run.last
FROM (
    SELECT max(whole.change) AS last
    FROM (
        SELECT change, row_number() OVER (ORDER BY change) AS nth
        FROM unit_change
        WHERE part > 0
        GROUP BY change
        HAVING count(*) = max(parts)
    ) whole
    WHERE whole.change = whole.nth + (SELECT base.change FROM unit_change base WHERE base.part = 0)
) run
WHERE complete.part = 0 AND run.last IS NOT NULL
