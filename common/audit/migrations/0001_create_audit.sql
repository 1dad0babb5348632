-- What was done, by whom: records that are only ever added, and the chain of seals that shows where one was touched later.

-- One act, written in the transaction of its effect. seq orders the records of transactions that followed one another; it has gaps, where a
-- transaction was rolled back. before and after are JSON of what changed, kept as the bytes that were hashed.
CREATE TABLE audit_record (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  subject text NOT NULL,
  name text NOT NULL,
  unit_id text NOT NULL,
  method text NOT NULL,
  object_type text NOT NULL,
  object_id text NOT NULL,
  before text NOT NULL,
  after text NOT NULL,
  request_id text NOT NULL,
  address text NOT NULL,
  trace text NOT NULL
);
CREATE INDEX audit_record_object_idx ON audit_record (object_id, at, seq);
CREATE INDEX audit_record_subject_idx ON audit_record (subject, at, seq);
CREATE INDEX audit_record_unit_idx ON audit_record (unit_id, at, seq);
CREATE INDEX audit_record_at_idx ON audit_record (at, seq);

-- The records that the sealer has yet to number. A row is written with its record and removed with its seal, so that a transaction that
-- commits late is found however late it is.
CREATE TABLE audit_unsealed (
  seq bigint PRIMARY KEY
);
-- Rows live for a second: the dead ones must go as fast as they come.
ALTER TABLE audit_unsealed SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);

-- The place of a record in the chain: number dense from 1, digest of the record, hash over the previous hash, number and digest. No foreign
-- key to the record: it would lock and rewrite every record once more, and the verification says the same.
CREATE TABLE audit_seal (
  number bigint PRIMARY KEY,
  seq bigint NOT NULL,
  digest bytea NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT audit_seal_number_check CHECK (number > 0),
  CONSTRAINT audit_seal_seq_key UNIQUE (seq)
);

-- Hashes of the chain, signed with a key that the database does not hold; the same lines stand in a file outside of it.
CREATE TABLE audit_checkpoint (
  number bigint PRIMARY KEY,
  hash bytea NOT NULL,
  made_at timestamptz NOT NULL,
  key_id text NOT NULL,
  signature bytea NOT NULL
);

-- Who may seal: one row, as the relay's; and the end of the chain. Every change of hands raises the epoch; times are of the database's clock.
CREATE TABLE audit_sealer (
  only_one boolean PRIMARY KEY DEFAULT true,
  holder text NOT NULL,
  epoch bigint NOT NULL,
  expires_at timestamptz NOT NULL,
  number bigint NOT NULL DEFAULT 0,
  hash bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex'),
  CONSTRAINT audit_sealer_only_one_check CHECK (only_one)
);

-- Against a slip of the owner's hand: the serving role has no right to any of this, and the owner can take the triggers away.
CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the records of the audit are only added to: no % of %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_record_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_record
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER audit_checkpoint_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_checkpoint
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
