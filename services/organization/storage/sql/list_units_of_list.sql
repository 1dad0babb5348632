-- The units of the territories that have a code of a list, by id.
SELECT u.id FROM territory_code c JOIN unit u ON u.territory_id = c.territory_id WHERE c.code_list = $1 ORDER BY u.id
