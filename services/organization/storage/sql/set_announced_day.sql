-- Writes the last day whose turns were published.
UPDATE tree SET announced_on = $1::date
