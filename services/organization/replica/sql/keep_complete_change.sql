-- Puts the row of the complete change back where somebody has emptied the table: the copy is at no change then.
INSERT INTO unit_change (change, part, parts) VALUES (0, 0, 0)
ON CONFLICT (part) WHERE part = 0 DO NOTHING
