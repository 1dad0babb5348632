-- Names, places and codes have days: a territory or unit is an identity, and what may change of it is in dated states.
--
-- The states of one identity are a chain without gaps over all time: each begins where the one before ends, the first at -infinity, the
-- last open. So there is exactly one for each day; whether the territory or unit exists on that day, its own days say. Overlaps and gaps
-- are impossible: a state's end is the beginning of another (…_next), and no two end together (…_end), both looked at when the
-- transaction commits.
--
-- What is planned exists from 9999-12-31.

CREATE TABLE territory_state (
    territory_id        uuid NOT NULL REFERENCES territory (id),
    valid_from          date NOT NULL,
    valid_to            date NULL,
    -- The list and the code that it goes by in these days; '' is the list of the country, whose code is the same in every list.
    code_list           text NOT NULL,
    code                text NOT NULL CHECK (code <> ''),
    name                text NOT NULL CHECK (name <> ''),
    -- The type word in lower case.
    type                text NOT NULL CHECK (type <> ''),
    parent_id           uuid NULL REFERENCES territory (id),
    specially_difficult boolean NOT NULL,
    urban               boolean NOT NULL,
    island              boolean NOT NULL,
    -- Type and name as plain words: "huyen chi lang".
    folded_name         text NOT NULL,
    PRIMARY KEY (territory_id, valid_from),
    CONSTRAINT territory_state_days CHECK (valid_to > valid_from),
    CONSTRAINT territory_state_end UNIQUE NULLS NOT DISTINCT (territory_id, valid_to) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT territory_state_next FOREIGN KEY (territory_id, valid_to) REFERENCES territory_state (territory_id, valid_from)
        DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO territory_state (territory_id, valid_from, valid_to, code_list, code, name, type, parent_id, specially_difficult, urban, island,
                             folded_name)
SELECT id, '-infinity', NULL, code_list, code, name, type, parent_id, false,
       type IN ('phường', 'thị trấn', 'quận', 'thị xã', 'thành phố'), type = 'đặc khu', folded_name
FROM territory;
CREATE INDEX territory_state_parent_id ON territory_state (parent_id);
CREATE INDEX territory_state_folded_name ON territory_state (folded_name);

ALTER TABLE territory DROP CONSTRAINT territory_code;

-- Every code that a territory has had, in the days in which it stood for it. Lists reuse each other's codes.
CREATE TABLE territory_code (
    code_list    text NOT NULL,
    code         text NOT NULL,
    territory_id uuid NOT NULL REFERENCES territory (id),
    valid_from   date NULL,
    valid_to     date NULL,
    PRIMARY KEY (code_list, code),
    CONSTRAINT territory_code_days CHECK (valid_to > valid_from)
);
INSERT INTO territory_code (code_list, code, territory_id, valid_from, valid_to)
SELECT code_list, code, id, valid_from, valid_to FROM territory;
CREATE INDEX territory_code_territory_id ON territory_code (territory_id);
CREATE INDEX territory_code_code ON territory_code (code);

ALTER TABLE territory
    DROP COLUMN code_list,
    DROP COLUMN code,
    DROP COLUMN name,
    DROP COLUMN type,
    DROP COLUMN parent_id,
    DROP COLUMN folded_name,
    -- Of a planned territory that was withdrawn, because another one goes on in its place.
    ADD COLUMN continued_by uuid NULL REFERENCES territory (id);

CREATE TABLE unit_state (
    unit_id      uuid NOT NULL REFERENCES unit (id),
    valid_from   date NOT NULL,
    valid_to     date NULL,
    -- That of the unit, for the index on names.
    territory_id uuid NOT NULL REFERENCES territory (id),
    name         text NOT NULL CHECK (name <> ''),
    folded_name  text NOT NULL,
    superior_id  uuid NULL REFERENCES unit (id),
    -- The bodies above, the nearest first.
    superior_ids uuid[] NOT NULL,
    PRIMARY KEY (unit_id, valid_from),
    CONSTRAINT unit_state_days CHECK (valid_to > valid_from),
    CONSTRAINT unit_state_end UNIQUE NULLS NOT DISTINCT (unit_id, valid_to) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT unit_state_next FOREIGN KEY (unit_id, valid_to) REFERENCES unit_state (unit_id, valid_from) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT unit_state_superior CHECK ((superior_id IS NULL) = (superior_ids = '{}'))
);
INSERT INTO unit_state (unit_id, valid_from, valid_to, territory_id, name, folded_name, superior_id, superior_ids)
SELECT id, '-infinity', NULL, territory_id, name, folded_name, superior_id, superior_ids FROM unit;

DROP INDEX unit_kind;
ALTER TABLE unit
    DROP COLUMN name,
    DROP COLUMN folded_name,
    DROP COLUMN superior_id,
    DROP COLUMN superior_ids,
    -- Of a planned unit that was withdrawn, because another one goes on in its place.
    ADD COLUMN continued_by uuid NULL REFERENCES unit (id);
CREATE INDEX unit_territory_id ON unit (territory_id);
-- A territory has each body of the template once at a time.
CREATE UNIQUE INDEX unit_kind ON unit (territory_id, kind) WHERE name_pattern <> '' AND valid_to IS NULL;
-- The names in a territory tell its bodies apart, by the last that each has had.
CREATE UNIQUE INDEX unit_name ON unit_state (territory_id, name) WHERE valid_to IS NULL;
-- There is one top.
CREATE UNIQUE INDEX unit_top ON unit_state ((superior_id IS NULL)) WHERE superior_id IS NULL AND valid_to IS NULL;
CREATE INDEX unit_state_superior_id ON unit_state (superior_id);
CREATE INDEX unit_state_superior_ids ON unit_state USING gin (superior_ids);
CREATE INDEX unit_state_folded_name ON unit_state (folded_name, unit_id);

-- All territories as they are on a day; planned and ended ones as they will be first and were last. Inlined by the planner, as a view is.
CREATE FUNCTION territory_on(day date) RETURNS TABLE (
    id uuid, level text, valid_from date, valid_to date, continued_by uuid, code_list text, code text, name text, type text, parent_id uuid,
    specially_difficult boolean, urban boolean, island boolean, folded_name text)
LANGUAGE sql STABLE AS $$
    SELECT t.id, t.level, t.valid_from, t.valid_to, t.continued_by, s.code_list, s.code, s.name, s.type, s.parent_id,
           s.specially_difficult, s.urban, s.island, s.folded_name
    FROM territory t
    JOIN territory_state s
        ON s.territory_id = t.id AND s.valid_from <= territory_on.day AND (s.valid_to IS NULL OR s.valid_to > territory_on.day)
$$;

-- All units as they are on a day, with their territories; likewise.
CREATE FUNCTION unit_on(day date) RETURNS TABLE (
    id uuid, kind text, tags text[], aliases text[], emails text[], valid_from date, valid_to date, version bigint, name_pattern text,
    continued_by uuid, name text, folded_name text, superior_id uuid, superior_ids uuid[],
    territory_id uuid, level text, territory_valid_from date, territory_valid_to date, code_list text, code text, territory_name text,
    territory_type text, parent_id uuid, specially_difficult boolean, urban boolean, island boolean, territory_folded_name text)
LANGUAGE sql STABLE AS $$
    SELECT u.id, u.kind, u.tags, u.aliases, u.emails, u.valid_from, u.valid_to, u.version, u.name_pattern,
           u.continued_by, s.name, s.folded_name, s.superior_id, s.superior_ids,
           t.id, t.level, t.valid_from, t.valid_to, p.code_list, p.code, p.name,
           p.type, p.parent_id, p.specially_difficult, p.urban, p.island, p.folded_name
    FROM unit u
    JOIN unit_state s ON s.unit_id = u.id AND s.valid_from <= unit_on.day AND (s.valid_to IS NULL OR s.valid_to > unit_on.day)
    JOIN territory t ON t.id = u.territory_id
    JOIN territory_state p
        ON p.territory_id = t.id AND p.valid_from <= unit_on.day AND (p.valid_to IS NULL OR p.valid_to > unit_on.day)
$$;

-- What territories and units were before a change of many at once, until it is taken back: every column that such a change may write.
-- `digest` is of the rows as the change left them.
CREATE TABLE kept_territory (
    change_id    uuid NOT NULL,
    territory_id uuid NOT NULL,
    valid_from   date NULL,
    valid_to     date NULL,
    continued_by uuid NULL,
    digest       text NULL,
    PRIMARY KEY (change_id, territory_id)
);
CREATE TABLE kept_territory_state (change_id uuid NOT NULL, LIKE territory_state, PRIMARY KEY (change_id, territory_id, valid_from));
CREATE TABLE kept_territory_code (change_id uuid NOT NULL, LIKE territory_code, PRIMARY KEY (change_id, code_list, code));
CREATE TABLE kept_unit (
    change_id    uuid NOT NULL,
    unit_id      uuid NOT NULL,
    territory_id uuid NOT NULL,
    valid_from   date NULL,
    valid_to     date NULL,
    continued_by uuid NULL,
    digest       text NULL,
    PRIMARY KEY (change_id, unit_id)
);
CREATE TABLE kept_unit_state (change_id uuid NOT NULL, LIKE unit_state, PRIMARY KEY (change_id, unit_id, valid_from));

-- A digest of everything that such a change may write: whether it is still as the change left it.
CREATE VIEW territory_digest AS
    SELECT t.id AS territory_id,
           md5(concat_ws('|', t.valid_from, t.valid_to, t.continued_by,
                         (SELECT string_agg(s::text, '|' ORDER BY s.valid_from) FROM territory_state s WHERE s.territory_id = t.id),
                         (SELECT string_agg(c::text, '|' ORDER BY c.code_list, c.code) FROM territory_code c WHERE c.territory_id = t.id)))
               AS digest
    FROM territory t;
CREATE VIEW unit_digest AS
    SELECT u.id AS unit_id,
           md5(concat_ws('|', u.territory_id, u.valid_from, u.valid_to, u.continued_by,
                         (SELECT string_agg(s::text, '|' ORDER BY s.valid_from) FROM unit_state s WHERE s.unit_id = u.id))) AS digest
    FROM unit u;
