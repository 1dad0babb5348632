-- Lets one process at a time change the keys.
LOCK TABLE signing_key IN SHARE ROW EXCLUSIVE MODE
