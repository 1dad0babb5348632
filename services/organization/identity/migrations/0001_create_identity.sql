-- People, systems, their sessions and the keys that tokens are signed with. No secret is kept as it is: passwords and tokens as hashes,
-- private keys sealed with a key that the database does not hold.
CREATE TABLE user_account (
    id          uuid PRIMARY KEY,
    login       text NOT NULL CONSTRAINT user_account_login UNIQUE,
    name        text NOT NULL CHECK (name <> ''),
    -- The unit that keeps the account.
    unit_id     uuid NOT NULL CONSTRAINT user_account_unit REFERENCES unit (id),
    created_at  timestamptz NOT NULL,
    disabled_at timestamptz NULL
);
CREATE INDEX user_account_unit_id ON user_account (unit_id);

-- A password as argon2id with its parameters ("$argon2id$v=19$m=65536,t=2,p=1$...").
CREATE TABLE credential (
    user_id     uuid PRIMARY KEY REFERENCES user_account (id),
    hash        text NOT NULL CHECK (hash LIKE '$argon2id$%'),
    must_change boolean NOT NULL,
    changed_at  timestamptz NOT NULL
);

-- Who acts for which unit in which role, on the days from valid_from to the one before valid_to.
CREATE TABLE membership (
    id            uuid PRIMARY KEY,
    user_id       uuid NOT NULL REFERENCES user_account (id),
    unit_id       uuid NOT NULL CONSTRAINT membership_unit REFERENCES unit (id),
    role          text NOT NULL CHECK (role IN ('OFFICER', 'CLERK', 'LEADER', 'ADMINISTRATOR', 'AUDITOR')),
    valid_from    date NOT NULL,
    valid_to      date NULL,
    -- Where a succession made it, or ended it: what it takes to undo that.
    made_by       uuid NULL,
    ended_by      uuid NULL,
    ended_before  date NULL,
    CONSTRAINT membership_days CHECK (valid_to > valid_from)
);
CREATE INDEX membership_user ON membership (user_id, valid_from, id);
CREATE INDEX membership_unit_id ON membership (unit_id, valid_from, id);
CREATE INDEX membership_made_by ON membership (made_by) WHERE made_by IS NOT NULL;
CREATE INDEX membership_ended_by ON membership (ended_by) WHERE ended_by IS NOT NULL;

-- A device that a person has signed in on: strangers' failures do not keep it out.
CREATE TABLE device (
    token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
    user_id    uuid NOT NULL REFERENCES user_account (id),
    seen_at    timestamptz NOT NULL
);
CREATE INDEX device_user ON device (user_id, seen_at);

-- All refresh tokens that come from one sign-in.
CREATE TABLE session (
    id           uuid PRIMARY KEY,
    user_id      uuid NOT NULL REFERENCES user_account (id),
    created_at   timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    ended_at     timestamptz NULL,
    -- SIGNED_OUT, REVOKED, REPLAYED, PASSWORD, DISABLED.
    ended_why    text NULL,
    address      text NOT NULL,
    CONSTRAINT session_end CHECK ((ended_at IS NULL) = (ended_why IS NULL))
);
CREATE INDEX session_user_id ON session (user_id, created_at, id);

CREATE TABLE refresh_token (
    hash       bytea PRIMARY KEY CHECK (length(hash) = 32),
    session_id uuid NOT NULL REFERENCES session (id),
    expires_at timestamptz NOT NULL,
    used_at    timestamptz NULL,
    -- The request that used it: the same one again gets the same answer.
    used_by    uuid NULL,
    CONSTRAINT refresh_token_use CHECK ((used_at IS NULL) = (used_by IS NULL))
);
CREATE INDEX refresh_token_session ON refresh_token (session_id);

-- Failures to sign in, by what they are counted for (hashed: logins that are no accounts are somebody's typing mistakes, or passwords).
CREATE TABLE sign_in_failures (
    key      bytea PRIMARY KEY CHECK (length(key) = 32),
    failures integer NOT NULL CHECK (failures >= 0),
    -- When the first of them was: the count begins anew some time after.
    since    timestamptz NOT NULL
);
CREATE INDEX sign_in_failures_since ON sign_in_failures (since);

CREATE TABLE signing_key (
    id         text PRIMARY KEY,
    public_key bytea NOT NULL CHECK (length(public_key) = 32),
    -- Gone once it is removed.
    sealed     bytea NULL,
    created_at timestamptz NOT NULL,
    signs_from timestamptz NOT NULL,
    removed_at timestamptz NULL,
    CONSTRAINT signing_key_removed CHECK ((sealed IS NULL) = (removed_at IS NOT NULL))
);

-- Another system, which acts for a unit.
CREATE TABLE api_client (
    id         text PRIMARY KEY,
    name       text NOT NULL CHECK (name <> ''),
    unit_id    uuid NOT NULL CONSTRAINT api_client_unit REFERENCES unit (id),
    roles      text[] NOT NULL,
    scopes     text[] NOT NULL,
    public_key bytea NOT NULL CHECK (length(public_key) = 32),
    created_at timestamptz NOT NULL,
    revoked_at timestamptz NULL
);
CREATE INDEX api_client_unit_id ON api_client (unit_id, id);

-- Assertions that were taken: none is taken twice.
CREATE TABLE used_assertion (
    client_id  text NOT NULL REFERENCES api_client (id),
    jti_hash   bytea NOT NULL CHECK (length(jti_hash) = 32),
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (client_id, jti_hash)
);
CREATE INDEX used_assertion_expires ON used_assertion (expires_at);
