-- Reads the last day whose turns were published.
SELECT announced_on FROM tree
