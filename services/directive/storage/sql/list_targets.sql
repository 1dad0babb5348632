-- Lists the targets of one directive.
SELECT id, ordinal, dropped, clause, comparator, trim_scale(value) AS value, measure, from_year, to_year, section, span
  FROM target
 WHERE directive_id = $1::uuid
 ORDER BY ordinal
