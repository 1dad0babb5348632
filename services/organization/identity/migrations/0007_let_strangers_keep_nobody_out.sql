-- Failures to sign in are forgotten one after the other (domain/throttle.h): of each thing that they are counted for (hashed: logins that are
-- no accounts are somebody's typing mistakes, or passwords), when all will be. sign_in_failures is of the version before.
CREATE TABLE failed_sign_in (
    key          bytea PRIMARY KEY CHECK (length(key) = 32),
    forgotten_at timestamptz NOT NULL
);
CREATE INDEX failed_sign_in_forgotten ON failed_sign_in (forgotten_at);

-- The network from which a session was last used; empty where it is not known.
ALTER TABLE session ADD COLUMN network text NOT NULL DEFAULT '';

-- A code with which a person signs in once on a device that is not known yet, as if it were.
CREATE TABLE sign_in_code (
    user_id    uuid PRIMARY KEY REFERENCES user_account (id),
    hash       bytea NOT NULL CHECK (length(hash) = 32),
    expires_at timestamptz NOT NULL
);
