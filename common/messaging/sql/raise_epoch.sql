-- Lifts our lease's epoch above one that was seen in Redis: this database has forgotten leases that it gave.
UPDATE relay_lease SET epoch = GREATEST(epoch, $3::bigint) + 1 WHERE holder = $1::text AND epoch = $2::bigint RETURNING epoch;
