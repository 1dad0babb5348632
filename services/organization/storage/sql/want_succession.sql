-- A person has said that it is to take effect on its day.
UPDATE succession SET wanted = true WHERE id = $1::uuid AND state = 'PLANNED'
