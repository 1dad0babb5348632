-- The unit of one target; no row where there is no such target.
SELECT unit_id FROM target WHERE id = $1::uuid;
