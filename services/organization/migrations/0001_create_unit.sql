-- Territories and the bodies that belong to them.
CREATE TABLE territory (
    id          uuid PRIMARY KEY,
    -- The list that the code is of; '' for the country, whose code is the same in every list.
    code_list   text NOT NULL,
    code        text NOT NULL CHECK (code <> ''),
    name        text NOT NULL CHECK (name <> ''),
    -- The type word in lower case.
    type        text NOT NULL CHECK (type <> ''),
    level       text NOT NULL CHECK (level IN ('CENTRAL', 'PROVINCE', 'DISTRICT', 'COMMUNE')),
    parent_id   uuid NULL REFERENCES territory (id),
    valid_from  date NULL,
    valid_to    date NULL,
    -- Type and name as plain words: "huyen chi lang".
    folded_name text NOT NULL,
    CONSTRAINT territory_parent CHECK ((parent_id IS NULL) = (level = 'CENTRAL')),
    CONSTRAINT territory_days CHECK (valid_to > valid_from),
    CONSTRAINT territory_code UNIQUE (code_list, code)
);
CREATE INDEX territory_parent_id ON territory (parent_id);
CREATE INDEX territory_folded_name ON territory (folded_name);

CREATE TABLE unit (
    id           uuid PRIMARY KEY,
    name         text NOT NULL CHECK (name <> ''),
    kind         text NOT NULL CHECK (kind <> ''),
    territory_id uuid NOT NULL REFERENCES territory (id),
    superior_id  uuid NULL REFERENCES unit (id),
    -- The bodies above, the nearest first.
    superior_ids uuid[] NOT NULL,
    tags         text[] NOT NULL,
    aliases      text[] NOT NULL,
    emails       text[] NOT NULL,
    valid_from   date NULL,
    valid_to     date NULL,
    version      bigint NOT NULL DEFAULT 1,
    -- Where not empty, the name follows the territory's.
    name_pattern text NOT NULL,
    folded_name  text NOT NULL,
    CONSTRAINT unit_superior CHECK ((superior_id IS NULL) = (superior_ids = '{}')),
    CONSTRAINT unit_days CHECK (valid_to > valid_from),
    CONSTRAINT unit_name UNIQUE (territory_id, name)
);
-- A territory has each body of the template once.
CREATE UNIQUE INDEX unit_kind ON unit (territory_id, kind) WHERE name_pattern <> '';
-- There is one top.
CREATE UNIQUE INDEX unit_top ON unit ((superior_id IS NULL)) WHERE superior_id IS NULL;
CREATE INDEX unit_superior_id ON unit (superior_id);
CREATE INDEX unit_superior_ids ON unit USING gin (superior_ids);
CREATE INDEX unit_folded_name ON unit (folded_name, id);

-- The number of the last change of the tree that was published. One row, locked by every operation that changes the tree: changes come
-- one after the other.
CREATE TABLE tree (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    change   bigint NOT NULL
);
INSERT INTO tree (change) VALUES (0);
