-- A membership that would have begun after its unit ended has no day left there: it ends on its first day.
ALTER TABLE membership
    DROP CONSTRAINT membership_days,
    ADD CONSTRAINT membership_days CHECK (valid_to >= valid_from),
    -- The heir in which a membership that a succession ended goes on.
    ADD COLUMN went_to uuid NULL,
    -- The end that a succession gave to a membership that it made: another one is a person's.
    ADD COLUMN made_to date NULL;

UPDATE membership SET made_to = CASE WHEN ended_by IS NULL THEN valid_to ELSE ended_before END WHERE made_by IS NOT NULL;
UPDATE membership m SET went_to = b.heir_unit_id
FROM succession_body b
WHERE b.succession_id = m.ended_by AND b.unit_id = m.unit_id;
