-- Notes who continues what units had.
INSERT INTO heir (unit_id, heir_unit_id)
SELECT unit_id, heir_unit_id FROM heir_of_edges
ON CONFLICT (unit_id) DO NOTHING
