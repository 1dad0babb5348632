-- The unit at the top of the tree.
SELECT id FROM unit WHERE superior_id IS NULL ORDER BY level <> 'CENTRAL', id LIMIT 1
