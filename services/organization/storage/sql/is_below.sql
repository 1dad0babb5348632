-- Whether one unit is below another on a day; one that has ended by then by the place that it has.
SELECT EXISTS (SELECT FROM unit_on($3::date) u WHERE u.id = $1::uuid AND u.superior_ids @> ARRAY[$2::uuid]) AS below
