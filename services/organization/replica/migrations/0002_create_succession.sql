-- What becomes of units: the plans of successions as they were published, and whether they took effect.

-- The newest plan of each succession that has arrived whole.
CREATE TABLE succession (
    id              uuid PRIMARY KEY,
    decision_number text NOT NULL,
    decided_on      date NULL,
    effective_on    date NOT NULL,
    version         bigint NOT NULL,
    state           text NOT NULL DEFAULT 'PLANNED' CHECK (state IN ('PLANNED', 'ENACTED', 'UNDONE')),
    -- The change of the tree that enacted it, or took it back.
    tree_change     bigint NULL,
    CHECK ((state = 'PLANNED') = (tree_change IS NULL))
);

-- Parts of plans that have arrived; those of older versions are removed when a newer one is whole.
CREATE TABLE succession_part (
    succession_id   uuid NOT NULL,
    version         bigint NOT NULL,
    part            int NOT NULL,
    parts           int NOT NULL,
    decision_number text NOT NULL,
    decided_on      date NULL,
    effective_on    date NOT NULL,
    PRIMARY KEY (succession_id, version, part)
);

-- What becomes of one unit, by a version of a plan. No heir: what is open is nobody's until a person decides.
CREATE TABLE succession_edge (
    succession_id uuid NOT NULL,
    version       bigint NOT NULL,
    from_unit_id  uuid NOT NULL,
    to_unit_ids   uuid[] NOT NULL,
    heir_unit_id  uuid NULL,
    PRIMARY KEY (succession_id, version, from_unit_id)
);

-- The edges that are in force. Joins with this need to know nothing of versions.
CREATE VIEW enacted_edge AS
SELECT edge.succession_id, edge.from_unit_id, edge.to_unit_ids, edge.heir_unit_id, succession.effective_on
FROM succession
JOIN succession_edge AS edge ON edge.succession_id = succession.id AND edge.version = succession.version
WHERE succession.state = 'ENACTED';
