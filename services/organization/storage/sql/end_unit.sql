-- Ends a unit on a day, with its identifiers. One that would have begun on it or later, or was never meant to be, is withdrawn in favour of
-- nobody: it is on no day. Says whether it was.
WITH forgotten AS (
    DELETE FROM unit_identifier i WHERE i.unit_id = $1::uuid AND ($3::boolean OR i.valid_from >= $2::date)
), ended AS (
    UPDATE unit_identifier i SET valid_to = $2
    WHERE i.unit_id = $1 AND NOT $3 AND i.valid_from < $2 AND (i.valid_to IS NULL OR i.valid_to > $2)
), known AS (
    SELECT u.id, $3 OR coalesce(u.valid_from >= $2, false) AS withdrawn FROM unit u WHERE u.id = $1
)
UPDATE unit u
SET valid_from = CASE WHEN k.withdrawn THEN '9999-12-31' ELSE u.valid_from END,
    valid_to = CASE WHEN k.withdrawn THEN NULL ELSE $2 END,
    continued_by = CASE WHEN k.withdrawn THEN u.id END,
    version = u.version + 1
FROM known k
WHERE u.id = k.id
RETURNING k.withdrawn
