-- Writes the header if the version before is the one that was read.
UPDATE directive
   SET state = $2, version = $3::bigint, number = $4, number_key = $5, number_whole = $6::boolean, type = $7, issuer = $8,
       issuer_folded = $9, issuer_unit_id = $10::uuid, place = $11, issued_year = $12::integer, issued_month = $13::integer,
       issued_day = $14::integer, issued_on = $15::date, subject = $16, signer = $17::text[], damaged = $18::boolean,
       addressees = $19::text[], tree_change = $20::bigint, task_count = $21::integer, issued_at = $22::timestamptz,
       discarded_at = $23::timestamptz, discarded_by = $24::uuid, discarded_caller = $25, discard_reason = $26
 WHERE id = $1::uuid AND version = $3::bigint - 1
