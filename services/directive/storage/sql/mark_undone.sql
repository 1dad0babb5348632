-- Marks the corrections of one version as taken back.
UPDATE correction SET undone_in = $3::bigint WHERE directive_id = $1::uuid AND version = $2::bigint
