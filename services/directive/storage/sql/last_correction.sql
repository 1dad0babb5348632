-- Reads the fields of the newest correction that was not taken back and is not itself the taking back of one.
SELECT version, field, value_before, value_after
  FROM correction
 WHERE directive_id = $1::uuid
   AND version = (SELECT max(version) FROM correction WHERE directive_id = $1::uuid AND undone_in IS NULL AND undoes IS NULL)
 ORDER BY position
