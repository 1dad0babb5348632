-- Lists the documents that one directive cites.
SELECT basis, number, type, year, month, day, issuer, span FROM citation WHERE directive_id = $1::uuid ORDER BY ordinal
