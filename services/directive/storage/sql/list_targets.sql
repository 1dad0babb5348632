-- Lists the targets of some directives.
SELECT directive_id, id, ordinal, dropped, clause, comparator, trim_scale(value) AS value, measure, from_year, to_year, section, confidence, span
  FROM target
 WHERE directive_id = ANY ($1::uuid[])
 ORDER BY directive_id, ordinal
