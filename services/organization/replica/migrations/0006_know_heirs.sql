-- Who continues what a unit had, through all successions that are in force: its heir, or the heir of that one where it has ended itself.
-- Follows `enacted_edge`; a table, as lists that ask who may see what ask it for every row.
CREATE TABLE heir (
    unit_id      uuid PRIMARY KEY,
    heir_unit_id uuid NOT NULL
);
CREATE INDEX heir_heir_unit_id ON heir (heir_unit_id);

-- The same, computed.
CREATE VIEW heir_of_edges AS
WITH RECURSIVE chain (unit_id, heir_unit_id, step) AS (
    SELECT from_unit_id, heir_unit_id, 1 FROM enacted_edge WHERE heir_unit_id IS NOT NULL
    UNION ALL
    SELECT chain.unit_id, edge.heir_unit_id, chain.step + 1
    FROM chain
    JOIN enacted_edge AS edge ON edge.from_unit_id = chain.heir_unit_id AND edge.heir_unit_id IS NOT NULL
    WHERE chain.step < 100
)
SELECT DISTINCT ON (unit_id) unit_id, heir_unit_id FROM chain ORDER BY unit_id, step DESC;

INSERT INTO heir (unit_id, heir_unit_id) SELECT unit_id, heir_unit_id FROM heir_of_edges;
