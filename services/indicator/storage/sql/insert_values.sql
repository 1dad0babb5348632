-- Adds new revisions, which are the current ones.
INSERT INTO value_revision (unit_id, period, indicator_id, revision, numerator, denominator, is_current, submission_id)
SELECT v.unit_id, v.period, v.indicator_id, v.revision, v.numerator, v.denominator, true, v.submission_id
FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::integer[], $5::bigint[], $6::bigint[], $7::uuid[])
  AS v (unit_id, period, indicator_id, revision, numerator, denominator, submission_id);
