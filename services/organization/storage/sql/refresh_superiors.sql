-- Brings the superiors of all units up to date after moves; returns the units that changed.
WITH RECURSIVE line AS (
    SELECT id, '{}'::uuid[] AS superior_ids FROM unit WHERE superior_id IS NULL
    UNION ALL
    SELECT u.id, l.id || l.superior_ids FROM line l JOIN unit u ON u.superior_id = l.id
)
UPDATE unit u
SET superior_ids = line.superior_ids, version = u.version + 1
FROM line
WHERE u.id = line.id AND u.superior_ids <> line.superior_ids
RETURNING u.id
