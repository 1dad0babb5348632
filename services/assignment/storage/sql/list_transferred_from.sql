-- Which assignments one took over.
SELECT id FROM assignment WHERE transferred_to = $1 ORDER BY id
