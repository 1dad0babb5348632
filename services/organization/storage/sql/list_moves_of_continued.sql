-- Lists the units that go on in a twin's place, with the superior that the twin was to have; a superior that was withdrawn, too, is the one
-- that goes on in its place. Only those that have another superior on the day.
SELECT t.continued_by AS id, coalesce(above.continued_by, above.id) AS superior_id
FROM unit t
JOIN unit_state planned ON planned.unit_id = t.id AND planned.valid_to IS NULL
JOIN unit above ON above.id = planned.superior_id
JOIN unit_state s ON s.unit_id = t.continued_by AND s.valid_from <= $2::date AND (s.valid_to IS NULL OR s.valid_to > $2)
WHERE t.territory_id = ANY ($1::uuid[]) AND t.continued_by IS NOT NULL AND s.superior_id <> coalesce(above.continued_by, above.id)
