-- Lists one page of corrections of one directive, the oldest first.
SELECT version, position, field, value_before, value_after, at, unit_id, caller, undoes IS NOT NULL AS is_undo,
       undone_in IS NOT NULL AS is_undone
  FROM correction
 WHERE directive_id = $1::uuid AND (version, position) > ($2::bigint, $3::integer)
 ORDER BY version, position
 LIMIT $4::integer
