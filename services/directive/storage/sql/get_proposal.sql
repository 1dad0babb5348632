-- Reads what the reader proposed for one directive.
SELECT proposal FROM directive_file WHERE directive_id = $1::uuid
