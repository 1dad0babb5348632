-- What a service hears: which facts have taken effect, and those that could not.

-- A fact that has taken effect in a consumer, was set aside as a dead letter, or is of a type that the consumer has no use for.
CREATE TABLE inbox (
  consumer text NOT NULL,
  fact_id uuid NOT NULL,
  stream text NOT NULL,
  generation text NOT NULL,
  number bigint NOT NULL,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (consumer, fact_id)
);
CREATE INDEX inbox_number_idx ON inbox (consumer, stream, generation, number);
CREATE INDEX inbox_received_at_idx ON inbox (received_at);

-- Up to which number a consumer has everything of one life of a stream: what it confirms to the sender.
CREATE TABLE watermark (
  consumer text NOT NULL,
  stream text NOT NULL,
  generation text NOT NULL,
  number bigint NOT NULL,
  PRIMARY KEY (consumer, stream, generation)
);

-- Attempts at a fact that failed before, counted before each attempt: one that takes the process down is counted too.
CREATE TABLE delivery_attempt (
  consumer text NOT NULL,
  fact_id uuid NOT NULL,
  attempts integer NOT NULL,
  last_error text NOT NULL,
  PRIMARY KEY (consumer, fact_id)
);

-- Facts that a consumer gave up on, whole, so that they can be replayed when the cause is gone.
CREATE TABLE dead_letter (
  consumer text NOT NULL,
  fact_id uuid NOT NULL,
  stream text NOT NULL,
  generation text NOT NULL,
  number bigint NOT NULL,
  type text NOT NULL,
  fact_time timestamptz NOT NULL,
  source text NOT NULL,
  trace text NOT NULL,
  payload bytea NOT NULL,
  reason text NOT NULL,
  attempts integer NOT NULL,
  dead_at timestamptz NOT NULL,
  replayed_at timestamptz,
  PRIMARY KEY (consumer, fact_id)
);
CREATE INDEX dead_letter_open_idx ON dead_letter (consumer, dead_at, fact_id) WHERE replayed_at IS NULL;
