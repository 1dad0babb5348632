-- Finds directives by a range of ids ($1 to $2) or by number; at most six.
SELECT id, number, issuer, issued_year
  FROM directive
 WHERE id BETWEEN $1::uuid AND $2::uuid OR number_key = $3
 ORDER BY id DESC
 LIMIT 6
