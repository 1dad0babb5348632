-- Notes that turns were published up to a day.
UPDATE tree SET announced_on = $1::date
