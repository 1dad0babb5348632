-- Notes what a change left behind, and gives all its units a new version.
WITH left_territories AS (
    UPDATE kept_territory k SET digest = d.digest FROM territory_digest d WHERE k.change_id = $1::uuid AND d.territory_id = k.territory_id
), left_units AS (
    UPDATE kept_unit k SET digest = d.digest FROM unit_digest d WHERE k.change_id = $1 AND d.unit_id = k.unit_id
)
UPDATE unit u SET version = u.version + 1 FROM kept_unit k WHERE k.change_id = $1 AND u.id = k.unit_id
RETURNING u.id
