-- A person has taken back that it is to take effect on its day.
UPDATE succession SET wanted = false WHERE id = $1::uuid AND state = 'PLANNED'
