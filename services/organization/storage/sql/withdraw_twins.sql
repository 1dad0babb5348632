-- Withdraws planned twins in favour of the territories that go on, with those of their bodies that the territories have by kind, too. The
-- bodies that they lack they get; these begin on the day.
WITH pair AS (
    SELECT p.id, p.twin_id
    FROM unnest($1::uuid[], $2::uuid[]) AS p (id, twin_id)
), withdrawn AS (
    UPDATE territory t SET continued_by = p.id FROM pair p WHERE t.id = p.twin_id
), body AS MATERIALIZED (
    SELECT b.id, p.id AS home_id, same.id AS same_id
    FROM pair p
    JOIN unit b ON b.territory_id = p.twin_id
    LEFT JOIN unit same
        ON same.territory_id = p.id AND same.kind = b.kind AND same.name_pattern <> '' AND b.name_pattern <> ''
       AND (same.valid_to IS NULL OR same.valid_to > $3::date)
), given AS (
    UPDATE unit_state s SET territory_id = b.home_id FROM body b WHERE s.unit_id = b.id AND b.same_id IS NULL
)
UPDATE unit u
SET continued_by = b.same_id,
    territory_id = CASE WHEN b.same_id IS NULL THEN b.home_id ELSE u.territory_id END,
    valid_from = CASE WHEN b.same_id IS NULL THEN $3 ELSE u.valid_from END
FROM body b
WHERE u.id = b.id
