-- What a succession of units moved to the heirs of the units that kept it, until it is taken back.
CREATE TABLE moved_account (
    succession_id uuid NOT NULL,
    user_id       uuid NOT NULL REFERENCES user_account (id),
    unit_id       uuid NOT NULL REFERENCES unit (id),
    PRIMARY KEY (succession_id, user_id)
);
CREATE TABLE moved_client (
    succession_id uuid NOT NULL,
    client_id     text NOT NULL REFERENCES api_client (id),
    unit_id       uuid NOT NULL REFERENCES unit (id),
    PRIMARY KEY (succession_id, client_id)
);
