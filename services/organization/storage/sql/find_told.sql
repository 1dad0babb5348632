-- Reads what has been told of the tree besides its changes: the last day whose turns were published, and whether attributes were.
SELECT announced_on, attributes_told FROM tree
