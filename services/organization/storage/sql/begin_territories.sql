-- Begins planned territories on a day, with their codes and bodies.
WITH begun AS (
    UPDATE territory t SET valid_from = $2::date WHERE t.id = ANY ($1::uuid[])
), begun_codes AS (
    UPDATE territory_code c SET valid_from = $2 WHERE c.territory_id = ANY ($1) AND c.valid_from = '9999-12-31'
)
UPDATE unit u SET valid_from = $2 WHERE u.territory_id = ANY ($1) AND u.valid_from = '9999-12-31' AND u.continued_by IS NULL
