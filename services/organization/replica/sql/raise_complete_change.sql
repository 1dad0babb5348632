-- Everything up to a change is here.
UPDATE unit_change SET change = greatest(change, $1::bigint) WHERE part = 0
