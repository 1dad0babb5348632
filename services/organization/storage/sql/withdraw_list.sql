-- Withdraws the planned territories of a list with their units, in favour of nobody. Its codes and their identifiers are free again.
WITH place AS MATERIALIZED (
    SELECT c.territory_id AS id FROM territory_code c WHERE c.code_list = $1
), withdrawn AS (
    UPDATE territory t SET continued_by = t.id FROM place WHERE t.id = place.id
), codes AS (
    DELETE FROM territory_code c WHERE c.code_list = $1
), body AS MATERIALIZED (
    SELECT u.id FROM place JOIN unit u ON u.territory_id = place.id
), identifiers AS (
    DELETE FROM unit_identifier i USING body WHERE i.unit_id = body.id
)
UPDATE unit u SET continued_by = u.id FROM body WHERE u.id = body.id
