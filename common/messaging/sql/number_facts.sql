-- Gives the oldest unnumbered facts the next numbers of their streams; returns the streams that grew.
WITH picked AS MATERIALIZED (
  SELECT seq, destination FROM outbox WHERE number IS NULL ORDER BY seq LIMIT $1::integer
), placed AS (
  SELECT seq, destination, row_number() OVER (PARTITION BY destination ORDER BY seq) AS place FROM picked
), counted AS (
  SELECT destination, count(*) AS facts FROM picked GROUP BY destination
), grown AS (
  UPDATE outbox_stream AS s SET last_number = s.last_number + c.facts
  FROM counted AS c WHERE s.destination = c.destination
  RETURNING s.destination, s.last_number, c.facts
), numbered AS (
  UPDATE outbox AS o SET number = g.last_number - g.facts + p.place
  FROM placed AS p JOIN grown AS g ON g.destination = p.destination
  WHERE o.seq = p.seq
)
SELECT destination, last_number, facts FROM grown;
