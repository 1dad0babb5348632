-- Ends territories on a day, with their codes and bodies; bodies that would have begun later never do.
WITH ended AS (
    UPDATE territory t SET valid_to = $2::date WHERE t.id = ANY ($1::uuid[])
), ended_codes AS (
    UPDATE territory_code c SET valid_to = $2
    WHERE c.territory_id = ANY ($1) AND (c.valid_from IS NULL OR c.valid_from < $2) AND (c.valid_to IS NULL OR c.valid_to > $2)
)
UPDATE unit u
SET valid_from = CASE WHEN u.valid_from >= $2 THEN '9999-12-31' ELSE u.valid_from END,
    valid_to = CASE WHEN u.valid_from >= $2 THEN NULL ELSE least(u.valid_to, $2) END
WHERE u.territory_id = ANY ($1)
