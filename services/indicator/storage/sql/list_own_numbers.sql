-- What each of these units has reported itself, where it has, of one indicator for a period.
SELECT v.unit_id, v.numerator, v.denominator
FROM unnest($1::uuid[]) AS wanted (unit_id)
JOIN value_revision v ON v.unit_id = wanted.unit_id AND v.period = $2::text AND v.indicator_id = $3::uuid AND v.is_current;
