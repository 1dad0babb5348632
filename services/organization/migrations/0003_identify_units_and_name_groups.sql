-- Identifiers of units between systems of documents, groups with names, and how far the turns of dated states have been told.

CREATE TABLE unit_identifier (
    unit_id    uuid NOT NULL REFERENCES unit (id),
    scheme     text NOT NULL CHECK (scheme IN ('QCVN_102', 'QD_20')),
    valid_from date NOT NULL, -- -infinity for always
    valid_to   date NULL,
    value      text NOT NULL CHECK (value <> ''),
    PRIMARY KEY (unit_id, scheme, valid_from),
    CONSTRAINT unit_identifier_days CHECK (valid_to > valid_from)
);
-- A body has one of a scheme at a time, and a value is one body's.
CREATE UNIQUE INDEX unit_identifier_open ON unit_identifier (unit_id, scheme) WHERE valid_to IS NULL;
CREATE UNIQUE INDEX unit_identifier_value ON unit_identifier (value) WHERE valid_to IS NULL;
CREATE INDEX unit_identifier_all ON unit_identifier (value);

-- What a unit calls its own groups; who is in one is looked up on the day of use.
CREATE TABLE named_group (
    id              uuid PRIMARY KEY,
    owner_id        uuid NOT NULL REFERENCES unit (id),
    name            text NOT NULL CHECK (name <> ''),
    folded_name     text NOT NULL,
    within_id       uuid NOT NULL REFERENCES unit (id),
    level           text NOT NULL CHECK (level IN ('CENTRAL', 'PROVINCE', 'DISTRICT', 'COMMUNE')),
    kinds           text[] NOT NULL,
    tags            text[] NOT NULL,
    territory_types text[] NOT NULL,
    except_ids      uuid[] NOT NULL,
    valid_from      date NULL,
    valid_to        date NULL,
    CONSTRAINT named_group_days CHECK (valid_to > valid_from)
);
CREATE UNIQUE INDEX named_group_name ON named_group (owner_id, folded_name) WHERE valid_to IS NULL;
CREATE INDEX named_group_owner ON named_group (owner_id);

-- The last day on which the units whose states begin on it were published; NULL before the first.
ALTER TABLE tree ADD COLUMN announced_on date NULL;
