-- The rows of a succession's file.
SELECT line, old_code, new_code, whole FROM succession_row WHERE succession_id = $1::uuid ORDER BY line
