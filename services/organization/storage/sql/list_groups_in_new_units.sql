-- Lists the groups that have not ended by a day and were defined, since a succession took effect, by the units that it brought in or within
-- them; these units were planned, which is the last of all days.
SELECT g.id, g.name, name.name AS unit_name
FROM succession s
JOIN kept_unit k ON k.change_id = s.id AND k.valid_from = date '9999-12-31'
JOIN named_group g ON k.unit_id = g.within_id AND g.defined_at >= s.enacted_at
JOIN unit_state name ON name.unit_id = g.owner_id AND name.valid_to IS NULL
WHERE s.id = $1::uuid AND (g.valid_to IS NULL OR g.valid_to > greatest(g.valid_from, $2::date))
ORDER BY name.name, g.name, g.id
LIMIT $3
