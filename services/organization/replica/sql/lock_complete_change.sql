-- Reads the change up to which the copy is complete; parts are taken in one after the other behind this lock.
SELECT change FROM unit_change WHERE part = 0 FOR UPDATE
