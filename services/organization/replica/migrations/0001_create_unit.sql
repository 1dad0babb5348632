-- The local copy of the organization service's tree, and how far it is.
CREATE TABLE unit (
    id             uuid PRIMARY KEY,
    name           text NOT NULL,
    level          text NOT NULL CHECK (level IN ('CENTRAL', 'PROVINCE', 'DISTRICT', 'COMMUNE')),
    kind           text NOT NULL,
    superior_id    uuid NULL,
    superior_ids   uuid[] NOT NULL,
    territory_id   uuid NOT NULL,
    territory_name text NOT NULL,
    territory_type text NOT NULL,
    territory_code text NOT NULL,
    code_list      text NOT NULL,
    tags           text[] NOT NULL,
    valid_from     date NULL,
    valid_to       date NULL,
    emails         text[] NOT NULL,
    version        bigint NOT NULL
);
CREATE INDEX unit_superior_ids ON unit USING gin (superior_ids);
CREATE INDEX unit_superior ON unit (superior_id);
CREATE INDEX unit_level_kind ON unit (level, kind);
CREATE INDEX unit_territory ON unit (territory_code, code_list);

-- Parts of changes of the tree that have arrived. The one row with part 0 is the change up to which the copy has everything; parts up to
-- it are removed.
CREATE TABLE unit_change (
    change bigint NOT NULL,
    part   int NOT NULL,
    parts  int NOT NULL,
    PRIMARY KEY (change, part)
);
CREATE UNIQUE INDEX unit_change_complete ON unit_change (part) WHERE part = 0;
INSERT INTO unit_change (change, part, parts) VALUES (0, 0, 0);
