-- Writes the tags of a unit in all its states from a day on, and gives it a new version; no day is always.
WITH tagged AS (
    UPDATE unit_state SET tags = $3::text[] WHERE unit_id = $1::uuid AND valid_from >= coalesce($2::date, '-infinity')
)
UPDATE unit SET version = version + 1 WHERE id = $1
