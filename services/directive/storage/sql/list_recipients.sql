-- Lists who gets a copy of one directive.
SELECT name, purpose, span FROM recipient WHERE directive_id = $1::uuid ORDER BY ordinal
