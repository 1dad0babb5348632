-- Makes a directive's search index from its number and subject ($2, $3: folded) and its folded text.
UPDATE directive d
   SET words = setweight(to_tsvector('simple', $2), 'A') || setweight(to_tsvector('simple', $3), 'B') ||
               setweight(to_tsvector('simple', f.folded), 'D')
  FROM directive_file f
 WHERE d.id = $1::uuid AND f.directive_id = d.id
