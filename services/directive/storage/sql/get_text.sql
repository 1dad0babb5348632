-- Reads the text of one directive.
SELECT body FROM directive_file WHERE directive_id = $1::uuid
