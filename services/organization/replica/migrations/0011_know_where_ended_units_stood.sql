-- Where units stand, and where those that have ended stood last: below whom they were counted, and which groups they were in. `unit` says
-- of these what has become of their place (below their heir, or below the one that was above them).
CREATE VIEW unit_as_last AS
SELECT u.id, coalesce(last.superior_id, u.superior_id) AS superior_id, coalesce(last.superior_ids, u.superior_ids) AS superior_ids
FROM unit u
LEFT JOIN unit_state last
    ON last.unit_id = u.id AND last.valid_from < u.valid_to AND (last.valid_to IS NULL OR last.valid_to >= u.valid_to);
