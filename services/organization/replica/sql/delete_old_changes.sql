-- Forgets parts that the complete change covers.
DELETE FROM unit_change
WHERE part > 0 AND change <= (SELECT complete.change FROM unit_change complete WHERE complete.part = 0)
