-- Says in which days a unit goes by an alias; no first day is always.
INSERT INTO unit_alias (unit_id, alias, valid_from, valid_to, place)
VALUES ($1::uuid, $2, coalesce($3::date, '-infinity'), $4::date, $5::text)
ON CONFLICT (unit_id, alias) DO UPDATE SET valid_from = excluded.valid_from, valid_to = excluded.valid_to, place = excluded.place
