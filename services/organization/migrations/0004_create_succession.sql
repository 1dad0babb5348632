-- Decisions on territories, what they say, and what a person decided where they leave something open.

CREATE TABLE succession (
    id              uuid PRIMARY KEY,
    decision_number text NOT NULL CHECK (decision_number <> ''),
    decided_on      date NOT NULL,
    effective_on    date NOT NULL,
    -- The list in force before, and the planned one.
    from_list       text NOT NULL,
    to_list         text NOT NULL,
    file_name       text NOT NULL,
    state           text NOT NULL CHECK (state IN ('PLANNED', 'ENACTED', 'UNDONE')),
    -- A person has said that it is to take effect: on its day.
    wanted          boolean NOT NULL,
    -- Of the plan that was published last.
    version         bigint NOT NULL,
    -- The change of the tree that enacted it, or took it back.
    tree_change     bigint NULL,
    planned_at      timestamptz NOT NULL,
    enacted_at      timestamptz NULL,
    undone_at       timestamptz NULL,
    -- What that plan does.
    continuing      int NOT NULL,
    ending          int NOT NULL,
    beginning       int NOT NULL,
    bodies          int NOT NULL,
    with_heir       int NOT NULL,
    divided         int NOT NULL,
    without         int NOT NULL,
    CONSTRAINT succession_days CHECK (effective_on >= decided_on),
    CONSTRAINT succession_enacted CHECK ((state = 'PLANNED') = (enacted_at IS NULL)),
    CONSTRAINT succession_undone CHECK ((state = 'UNDONE') = (undone_at IS NOT NULL))
);
-- One decision is planned or in force once; an undone one may be planned again.
CREATE UNIQUE INDEX succession_decision ON succession (decision_number) WHERE state <> 'UNDONE';
CREATE INDEX succession_wanted ON succession (effective_on) WHERE wanted AND state = 'PLANNED';

-- The rows of the file.
CREATE TABLE succession_row (
    succession_id uuid NOT NULL REFERENCES succession (id),
    line          int NOT NULL,
    old_code      text NOT NULL,
    new_code      text NOT NULL,
    whole         boolean NOT NULL,
    PRIMARY KEY (succession_id, line)
);

-- Who takes over from a body, where a person chose.
CREATE TABLE succession_resolution (
    succession_id uuid NOT NULL REFERENCES succession (id),
    unit_id       uuid NOT NULL REFERENCES unit (id),
    heir_unit_id  uuid NOT NULL REFERENCES unit (id),
    PRIMARY KEY (succession_id, unit_id)
);

-- What becomes of each body by the plan that was published last.
CREATE TABLE succession_body (
    succession_id uuid NOT NULL REFERENCES succession (id),
    unit_id       uuid NOT NULL REFERENCES unit (id),
    to_unit_ids   uuid[] NOT NULL,
    heir_unit_id  uuid NULL,
    PRIMARY KEY (succession_id, unit_id)
);
CREATE INDEX succession_body_open ON succession_body (succession_id, unit_id) WHERE heir_unit_id IS NULL;
