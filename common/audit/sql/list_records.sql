-- One page ($10) of the records that meet all conditions that are given, the newest first, behind a place ($8, $9), of acts for units that
-- may be seen or on what is theirs. A stretch of the records ($11) is looked through first: whoever sees much finds a page in it. Whoever
-- does not would have to look through everything; so of each unit that may be seen the newest records are looked up, for it and on what is
-- its, and as only those with the newest of these can be on the page, the records of those. A record has up to two of them, so it takes
-- twice a page.
WITH asked AS NOT MATERIALIZED (
  SELECT r.seq, r.at, r.unit_id, r.object_unit_id
  FROM audit_record AS r
  WHERE ($1::text IS NULL OR r.object_id = $1::text)
    AND ($2::text IS NULL OR r.object_type = $2::text)
    AND ($3::text IS NULL OR r.subject = $3::text)
    AND ($4::text IS NULL OR r.name = $4::text)
    AND ($5::text IS NULL OR r.method = $5::text)
    AND ($6::timestamptz IS NULL OR r.at >= $6::timestamptz)
    AND ($7::timestamptz IS NULL OR r.at < $7::timestamptz)
    AND ($8::timestamptz IS NULL OR (r.at, r.seq) < ($8::timestamptz, $9::bigint))
),
-- The units that may be seen: all ($13), some ($14) and those below some ($15) on a day ($12); of these the one that is asked for ($16), or
-- with those below it ($17) on another ($18).
seen AS NOT MATERIALIZED (
  SELECT s.unit_id
  FROM unit_state AS s
  WHERE s.valid_from <= $12::date AND (s.valid_to IS NULL OR s.valid_to > $12::date)
    AND ($13::boolean OR s.unit_id = ANY ($14::uuid[]) OR s.superior_ids && $15::uuid[])
    AND ($16::uuid IS NULL OR s.unit_id = $16::uuid OR $17::boolean AND s.unit_id IN
          (SELECT below.unit_id FROM unit_state AS below
           WHERE below.superior_ids @> ARRAY[$16::uuid] AND below.valid_from <= $18::date
             AND (below.valid_to IS NULL OR below.valid_to > $18::date)))
),
near AS MATERIALIZED (
  SELECT stretch.seq
  FROM (SELECT asked.* FROM asked ORDER BY asked.at DESC, asked.seq DESC LIMIT $11::integer) AS stretch
  WHERE ($13::boolean AND $16::uuid IS NULL)
    OR (SELECT true FROM seen WHERE seen.unit_id =
          CASE WHEN stretch.unit_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN stretch.unit_id::uuid END)
    OR (SELECT true FROM seen WHERE seen.unit_id =
          CASE WHEN stretch.object_unit_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN stretch.object_unit_id::uuid END)
  ORDER BY stretch.at DESC, stretch.seq DESC
  LIMIT $10::integer
),
busy AS MATERIALIZED (
  SELECT head.unit_id, head.acted
  FROM (
    SELECT seen.unit_id::text AS unit_id, true AS acted, newest.at, newest.seq
    FROM seen
    CROSS JOIN LATERAL (SELECT asked.at, asked.seq FROM asked WHERE asked.unit_id = seen.unit_id::text
                        ORDER BY asked.at DESC, asked.seq DESC LIMIT 1) AS newest
    UNION ALL
    SELECT seen.unit_id::text, false, newest.at, newest.seq
    FROM seen
    CROSS JOIN LATERAL (SELECT asked.at, asked.seq FROM asked
                        WHERE asked.object_unit_id = seen.unit_id::text AND asked.object_unit_id <> ''
                        ORDER BY asked.at DESC, asked.seq DESC LIMIT 1) AS newest
  ) AS head
  ORDER BY head.at DESC, head.seq DESC
  LIMIT 2 * $10::integer
),
far AS MATERIALIZED (
  SELECT newest.seq
  FROM busy
  CROSS JOIN LATERAL (
    (SELECT asked.at, asked.seq FROM asked WHERE busy.acted AND asked.unit_id = busy.unit_id
     ORDER BY asked.at DESC, asked.seq DESC LIMIT $10::integer)
    UNION ALL
    (SELECT asked.at, asked.seq FROM asked WHERE NOT busy.acted AND asked.object_unit_id = busy.unit_id AND asked.object_unit_id <> ''
     ORDER BY asked.at DESC, asked.seq DESC LIMIT $10::integer)) AS newest
  GROUP BY newest.at, newest.seq
  ORDER BY newest.at DESC, newest.seq DESC
  LIMIT $10::integer
),
-- Whether near is a whole page, or all that there is.
enough AS MATERIALIZED (
  SELECT (SELECT count(*) FROM near) = $10::integer
    OR NOT EXISTS (SELECT FROM asked ORDER BY asked.at DESC, asked.seq DESC OFFSET $11::integer) AS enough
)
SELECT r.seq, r.at, r.recorded_at, r.subject, r.name, r.unit_id, r.method, r.object_type, r.object_id, r.before, r.after, r.request_id,
  r.address, r.trace, r.object_unit_id, COALESCE(s.number, 0) AS number
FROM (
  SELECT near.seq FROM near WHERE (SELECT enough.enough FROM enough)
  UNION ALL
  SELECT far.seq FROM far WHERE NOT (SELECT enough.enough FROM enough)
) AS page
JOIN audit_record AS r ON r.seq = page.seq
LEFT JOIN audit_seal AS s ON s.seq = r.seq
ORDER BY r.at DESC, r.seq DESC;
