-- Reads the file of one directive.
SELECT name, content, sha256 FROM directive_file WHERE directive_id = $1::uuid
