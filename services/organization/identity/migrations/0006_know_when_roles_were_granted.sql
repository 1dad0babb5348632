-- When a role was granted: a succession is not kept from being undone by what was granted in its units before it took effect. Of roles that
-- were granted before this was kept it is not known: they count as granted since.
ALTER TABLE membership ADD COLUMN granted_at timestamptz NOT NULL DEFAULT 'infinity';
