-- What each group that a directive names became when its tasks were given out: who was in it on the day of issue, whatever becomes of the
-- group, its definition or its units later.
CREATE TABLE expanded_group (
    directive_id    uuid NOT NULL REFERENCES directive (id),
    -- As the directive writes it.
    name            text NOT NULL,
    within_id       uuid NOT NULL,
    level           text NOT NULL,
    kinds           text[] NOT NULL,
    tags            text[] NOT NULL,
    territory_types text[] NOT NULL,
    expanded_on     date NOT NULL,
    unit_ids        uuid[] NOT NULL,
    PRIMARY KEY (directive_id, name, level, within_id)
);
