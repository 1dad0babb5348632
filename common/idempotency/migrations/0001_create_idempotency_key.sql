-- The answers that were given, so that a repeated request gets the same one and has no second effect.
CREATE TABLE idempotency_key (
  key text PRIMARY KEY,
  method text NOT NULL,
  request_hash text NOT NULL,
  response bytea,
  created_at timestamptz NOT NULL
);
CREATE INDEX idempotency_key_created_at_idx ON idempotency_key (created_at);
