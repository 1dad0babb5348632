-- The id of a unit of fill_tree, and of its records' object, by its number.
SELECT md5($1::text)::uuid::text AS id;
