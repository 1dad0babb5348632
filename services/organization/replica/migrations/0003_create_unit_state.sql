-- What units were and will be called, and where they stood and will stand: the states of each are a chain over all days, the first from
-- -infinity, the last open. The columns of `unit` that are here, too, are of the day on which the organization service last told of the unit.
CREATE TABLE unit_state (
    unit_id        uuid NOT NULL REFERENCES unit (id),
    valid_from     date NOT NULL,
    valid_to       date NULL,
    name           text NOT NULL,
    superior_id    uuid NULL,
    superior_ids   uuid[] NOT NULL,
    territory_name text NOT NULL,
    territory_type text NOT NULL,
    territory_code text NOT NULL,
    code_list      text NOT NULL,
    PRIMARY KEY (unit_id, valid_from)
);
INSERT INTO unit_state (unit_id, valid_from, valid_to, name, superior_id, superior_ids, territory_name, territory_type, territory_code,
                        code_list)
SELECT id, '-infinity', NULL, name, superior_id, superior_ids, territory_name, territory_type, territory_code, code_list FROM unit;
CREATE INDEX unit_state_superior_ids ON unit_state USING gin (superior_ids);
