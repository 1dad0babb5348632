-- What a service says: facts written with the change that they report, and how far each stream of them has come.

-- One fact until every required consumer has confirmed it. seq orders the facts of one transaction and of transactions that followed
-- one another; number is given after commit by the relay, dense from 1 for each destination, and is the entry's id in the stream.
CREATE TABLE outbox (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  fact_id uuid NOT NULL,
  destination text NOT NULL,
  type text NOT NULL,
  fact_time timestamptz NOT NULL,
  trace text NOT NULL,
  payload bytea NOT NULL,
  number bigint,
  CONSTRAINT outbox_fact_id_key UNIQUE (fact_id),
  CONSTRAINT outbox_number_check CHECK (number > 0),
  CONSTRAINT outbox_destination_check CHECK (destination IN ('all', 'central', 'province', 'district', 'commune'))
);
CREATE UNIQUE INDEX outbox_number_key ON outbox (destination, number) WHERE number IS NOT NULL;
CREATE INDEX outbox_unnumbered_idx ON outbox (seq) WHERE number IS NULL;
-- Rows live for a second: the dead ones must go as fast as they come.
ALTER TABLE outbox SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);

-- One stream. generation names the stream's present life in Redis: a repair gives a new one. Facts up to confirmed have taken effect
-- everywhere and are gone from the outbox; up to published they are in Redis; up to last they have a number.
CREATE TABLE outbox_stream (
  destination text PRIMARY KEY,
  generation text NOT NULL,
  last_number bigint NOT NULL DEFAULT 0,
  published_number bigint NOT NULL DEFAULT 0,
  confirmed_number bigint NOT NULL DEFAULT 0,
  CONSTRAINT outbox_stream_order_check
    CHECK (0 <= confirmed_number AND confirmed_number <= published_number AND published_number <= last_number)
);

-- How far each required consumer has confirmed a stream; for operators, and for the lag metric.
CREATE TABLE subscription (
  destination text NOT NULL REFERENCES outbox_stream (destination),
  consumer text NOT NULL,
  confirmed_number bigint NOT NULL,
  PRIMARY KEY (destination, consumer)
);

-- Who may number and publish: one row. Every change of hands raises the epoch; times are of the database's clock.
CREATE TABLE relay_lease (
  only_one boolean PRIMARY KEY DEFAULT true,
  holder text NOT NULL,
  epoch bigint NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT relay_lease_only_one_check CHECK (only_one)
);
