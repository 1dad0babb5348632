-- Says what keeps a unit from being ended at a moment, and what to do about it: targets whose last year is the day's or a later one (one
-- without a last year would keep it for ever), and what it has reported since. How much that is is for who may count it: whoever ends units
-- reads no content.
SELECT text
FROM (
  SELECT 1 AS place, 'it has targets that reach beyond the day: end it when their last year is over; its clerks or leaders see which (dondoc indicator targets ' || $1::uuid || ')' AS text
  WHERE EXISTS (SELECT FROM target WHERE unit_id = $1::uuid AND to_year >= extract(year FROM $3::date))
  UNION ALL
  SELECT 2, 'it has reported numbers on that day or since: end it on a later one'
  WHERE EXISTS (SELECT FROM report WHERE unit_id = $1 AND last_submitted_at >= $2::timestamptz)
) AS use
ORDER BY place
