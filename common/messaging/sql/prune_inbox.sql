-- Forgets old facts that are confirmed; those above the watermark of their stream's present life stay.
DELETE FROM inbox WHERE ctid = ANY (ARRAY(
  SELECT i.ctid FROM inbox AS i
  WHERE i.consumer = $1::text AND i.received_at < $2::timestamptz
    AND NOT EXISTS (
      SELECT 1 FROM watermark AS w
      WHERE w.consumer = i.consumer AND w.stream = i.stream AND w.generation = i.generation AND i.number > w.number)
  LIMIT $3::integer));
