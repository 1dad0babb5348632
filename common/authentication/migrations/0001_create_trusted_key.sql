-- The keys that the organization service signs with, as this service last heard: it can tell who calls before it has reached that service.
CREATE TABLE trusted_key (
    -- 32 bytes of Ed25519.
    public_key bytea PRIMARY KEY CHECK (length(public_key) = 32),
    seen_at    timestamptz NOT NULL
);
