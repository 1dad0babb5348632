-- The earliest moment at which an assignment is to be looked at; nothing where none is.
SELECT min(next_at) AS next_at FROM pending_assignment;
