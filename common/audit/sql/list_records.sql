-- One page ($11) of the records that meet all conditions that are given, the newest first, behind a place ($9, $10), of acts for units that
-- may be seen. A stretch of the records ($12) is looked through first: whoever sees much finds a page in it. Whoever does not would have to
-- look through everything; so of each unit that may be seen the newest record is looked up, and as only the units with the newest of these
-- can be on the page, the records of those.
WITH asked AS NOT MATERIALIZED (
  SELECT r.seq, r.at, r.unit_id
  FROM audit_record AS r
  WHERE ($1::text IS NULL OR r.object_id = $1::text)
    AND ($2::text IS NULL OR r.object_type = $2::text)
    AND ($3::text IS NULL OR r.subject = $3::text)
    AND ($4::text IS NULL OR r.name = $4::text)
    AND ($5::text IS NULL OR r.method = $5::text)
    AND ($6::text IS NULL OR r.unit_id = $6::text)
    AND ($7::timestamptz IS NULL OR r.at >= $7::timestamptz)
    AND ($8::timestamptz IS NULL OR r.at < $8::timestamptz)
    AND ($9::timestamptz IS NULL OR (r.at, r.seq) < ($9::timestamptz, $10::bigint))
),
-- The units that may be seen: all ($14), some ($15) and those below some ($16) on a day ($13); and of these the one that is asked for with
-- those below it ($17).
seen AS NOT MATERIALIZED (
  SELECT s.unit_id
  FROM unit_state AS s
  WHERE s.valid_from <= $13::date AND (s.valid_to IS NULL OR s.valid_to > $13::date)
    AND ($14::boolean OR s.unit_id = ANY ($15::uuid[]) OR s.superior_ids && $16::uuid[])
    AND ($17::uuid IS NULL OR s.unit_id = $17::uuid OR s.superior_ids @> ARRAY[$17::uuid])
),
near AS MATERIALIZED (
  SELECT stretch.seq
  FROM (SELECT asked.seq, asked.at, asked.unit_id FROM asked ORDER BY asked.at DESC, asked.seq DESC LIMIT $12::integer) AS stretch
  WHERE ($14::boolean AND $17::uuid IS NULL)
    OR (SELECT true FROM seen WHERE seen.unit_id =
          CASE WHEN stretch.unit_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN stretch.unit_id::uuid END)
  ORDER BY stretch.at DESC, stretch.seq DESC
  LIMIT $11::integer
),
far AS MATERIALIZED (
  SELECT newest.seq
  FROM (
    SELECT seen.unit_id::text
    FROM seen
    CROSS JOIN LATERAL (SELECT asked.at, asked.seq FROM asked WHERE asked.unit_id = seen.unit_id::text
                        ORDER BY asked.at DESC, asked.seq DESC LIMIT 1) AS head
    ORDER BY head.at DESC, head.seq DESC
    LIMIT $11::integer
  ) AS busy
  CROSS JOIN LATERAL (SELECT asked.at, asked.seq FROM asked WHERE asked.unit_id = busy.unit_id
                      ORDER BY asked.at DESC, asked.seq DESC LIMIT $11::integer) AS newest
  ORDER BY newest.at DESC, newest.seq DESC
  LIMIT $11::integer
),
-- Whether near is a whole page, or all that there is.
enough AS MATERIALIZED (
  SELECT (SELECT count(*) FROM near) = $11::integer
    OR NOT EXISTS (SELECT FROM asked ORDER BY asked.at DESC, asked.seq DESC OFFSET $12::integer) AS enough
)
SELECT r.seq, r.at, r.recorded_at, r.subject, r.name, r.unit_id, r.method, r.object_type, r.object_id, r.before, r.after, r.request_id,
  r.address, r.trace, COALESCE(s.number, 0) AS number
FROM (
  SELECT near.seq FROM near WHERE (SELECT enough.enough FROM enough)
  UNION ALL
  SELECT far.seq FROM far WHERE NOT (SELECT enough.enough FROM enough)
) AS page
JOIN audit_record AS r ON r.seq = page.seq
LEFT JOIN audit_seal AS s ON s.seq = r.seq
ORDER BY r.at DESC, r.seq DESC;
