-- Locks one directive and tells its version.
SELECT version FROM directive WHERE id = $1::uuid FOR UPDATE
