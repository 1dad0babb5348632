-- A planned succession may be discarded. It stays, and its versions with it: the copies have its plans, and count them.
ALTER TABLE succession ADD COLUMN discarded_at timestamptz NULL;
ALTER TABLE succession DROP CONSTRAINT succession_state_check;
ALTER TABLE succession ADD CONSTRAINT succession_state_check CHECK (state IN ('PLANNED', 'ENACTED', 'UNDONE', 'DISCARDED'));
ALTER TABLE succession DROP CONSTRAINT succession_enacted;
ALTER TABLE succession ADD CONSTRAINT succession_enacted CHECK ((state IN ('PLANNED', 'DISCARDED')) = (enacted_at IS NULL));
ALTER TABLE succession ADD CONSTRAINT succession_discarded CHECK ((state = 'DISCARDED') = (discarded_at IS NOT NULL));
-- One decision is planned or in force once; one that was undone or discarded may be planned again.
DROP INDEX succession_decision;
CREATE UNIQUE INDEX succession_decision ON succession (decision_number) WHERE state IN ('PLANNED', 'ENACTED');

-- So may a planned list: its territories and units are withdrawn like the twin of one that goes on, but in favour of nobody.
COMMENT ON COLUMN territory.continued_by IS 'Of a planned territory that was withdrawn: who goes on in its place, itself where nobody does.';
COMMENT ON COLUMN unit.continued_by IS 'Of a planned unit that was withdrawn: who goes on in its place, itself where nobody does.';
