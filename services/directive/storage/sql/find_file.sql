-- Finds the directive that came in as the file with this SHA-256, but for discarded ones.
SELECT directive_id FROM directive_file WHERE sha256 = $1 AND NOT discarded
