-- When a group was defined: a succession is not kept from being undone by what was defined in its units before it took effect. Of groups that
-- were defined before this was kept it is not known: they count as defined since.
ALTER TABLE named_group
    ADD COLUMN defined_at timestamptz NOT NULL DEFAULT 'infinity',
    -- A mistake that is ended on its first day never was a group.
    DROP CONSTRAINT named_group_days,
    ADD CONSTRAINT named_group_days CHECK (valid_to >= valid_from);
