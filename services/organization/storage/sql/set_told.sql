-- Notes that turns were published up to a day, and attributes.
UPDATE tree SET announced_on = $1::date, attributes_told = true
