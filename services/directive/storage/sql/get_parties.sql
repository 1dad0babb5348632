-- The units that one directive has to do with: where it came in, who issues it, and those of $2 that it gives something to do.
SELECT d.ingested_by, d.issuer_unit_id,
       ARRAY(SELECT asked FROM unnest($2::uuid[]) AS asked WHERE d.state = 'ISSUED' AND is_addressed(d.id, ARRAY[asked])) AS recipient_ids
  FROM directive d
 WHERE d.id = $1::uuid
