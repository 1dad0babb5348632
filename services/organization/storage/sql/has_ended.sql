-- Whether a unit's days are over on a day.
SELECT EXISTS (SELECT FROM unit u WHERE u.id = $1::uuid AND u.valid_to <= $2::date) AS ended
