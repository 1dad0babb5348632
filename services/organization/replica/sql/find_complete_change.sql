-- Reads the change up to which the copy is complete.
SELECT change FROM unit_change WHERE part = 0
