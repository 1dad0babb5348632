-- A draft that came in by mistake can be discarded: it stays, with who did that, when and why, and its number and its file are free.
ALTER TABLE directive
  DROP CONSTRAINT directive_state_check,
  ADD CONSTRAINT directive_state_check CHECK (state IN ('DRAFT', 'ISSUED', 'DISCARDED')),
  DROP CONSTRAINT directive_issued_whole,
  ADD CONSTRAINT directive_issued_whole CHECK (
    state <> 'ISSUED' OR (number_whole AND issued_on IS NOT NULL AND issuer_unit_id IS NOT NULL AND issued_at IS NOT NULL)),
  ADD COLUMN discarded_at     timestamptz,
  ADD COLUMN discarded_by     uuid,  -- the unit acted for
  ADD COLUMN discarded_caller text,
  ADD COLUMN discard_reason   text,
  ADD CONSTRAINT directive_discarded_whole CHECK (
    num_nonnulls(discarded_at, discarded_caller, discard_reason) = CASE WHEN state = 'DISCARDED' THEN 3 ELSE 0 END),
  ADD COLUMN discarded boolean NOT NULL GENERATED ALWAYS AS (state = 'DISCARDED') STORED,
  ADD CONSTRAINT directive_id_discarded UNIQUE (id, discarded);

DROP INDEX directive_number_unique;
CREATE UNIQUE INDEX directive_number_unique ON directive (issuer_unit_id, number_key, issued_year)
  WHERE issuer_unit_id IS NOT NULL AND number_whole AND issued_year > 0 AND state <> 'DISCARDED';

-- One file, one directive, but for discarded ones. An index sees the rows of its own table only, so the file has to know; the foreign
-- key keeps it right by itself: it follows the state of the directive.
ALTER TABLE directive_file
  ADD COLUMN discarded boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT directive_file_discarded FOREIGN KEY (directive_id, discarded)
    REFERENCES directive (id, discarded) ON UPDATE CASCADE,
  DROP CONSTRAINT directive_file_unique;
CREATE UNIQUE INDEX directive_file_unique ON directive_file (sha256) WHERE NOT discarded;
