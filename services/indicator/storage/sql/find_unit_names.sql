-- Names and days of units.
SELECT u.id, u.name, u.valid_from, u.valid_to FROM unit u WHERE u.id = ANY ($1::uuid[]);
