-- Gives the lease back, so that another relay need not wait for it to run out.
UPDATE relay_lease SET expires_at = '-infinity' WHERE holder = $1::text AND epoch = $2::bigint;
