-- The unit at the top of the tree: the Government.
SELECT id FROM unit WHERE superior_id IS NULL AND level = 'CENTRAL' ORDER BY id LIMIT 1;
