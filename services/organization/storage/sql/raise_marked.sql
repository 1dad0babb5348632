-- Gives the units a new version whose territories have an attribute on any day.
WITH marked AS (
    SELECT DISTINCT p.territory_id FROM territory_state p WHERE p.specially_difficult OR p.urban OR p.island
)
UPDATE unit u SET version = u.version + 1 FROM marked WHERE u.territory_id = marked.territory_id
RETURNING u.id
