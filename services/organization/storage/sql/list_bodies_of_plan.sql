-- What becomes of each body by the plan that was published last.
SELECT unit_id, to_unit_ids, heir_unit_id FROM succession_body WHERE succession_id = $1::uuid ORDER BY unit_id
