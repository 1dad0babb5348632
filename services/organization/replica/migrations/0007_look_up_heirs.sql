-- The heir's heir is looked up by the key of the edges, whatever the planner believes of tables that have just been filled: with a plan of a
-- nested loop over all edges it took twenty seconds for those of the country. OFFSET 0 keeps the lookup where it is written.
CREATE OR REPLACE VIEW heir_of_edges AS
WITH RECURSIVE chain (unit_id, heir_unit_id, step) AS (
    SELECT from_unit_id, heir_unit_id, 1 FROM enacted_edge WHERE heir_unit_id IS NOT NULL
    UNION ALL
    SELECT chain.unit_id, next.heir_unit_id, chain.step + 1
    FROM chain
    CROSS JOIN LATERAL (
        SELECT edge.heir_unit_id
        FROM succession
        JOIN succession_edge AS edge
            ON edge.succession_id = succession.id AND edge.version = succession.version AND edge.from_unit_id = chain.heir_unit_id
        WHERE succession.state = 'ENACTED' AND edge.heir_unit_id IS NOT NULL
        OFFSET 0) AS next
    WHERE chain.step < 100
)
SELECT DISTINCT ON (unit_id) unit_id, heir_unit_id FROM chain ORDER BY unit_id, step DESC;
