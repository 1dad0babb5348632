-- Inserts a draft's header.
INSERT INTO directive (id, state, version, number, number_key, number_whole, type, issuer, issuer_folded, issuer_unit_id, place,
                       issued_year, issued_month, issued_day, issued_on, subject, signer, damaged, addressees, tree_change,
                       task_count, ingested_at, ingested_by, issued_at)
VALUES ($1::uuid, $2, $3::bigint, $4, $5, $6::boolean, $7, $8, $9, $10::uuid, $11, $12::integer, $13::integer, $14::integer, $15::date,
        $16, $17::text[], $18::boolean, $19::text[], $20::bigint, $21::integer, $22::timestamptz, $23::uuid, $24::timestamptz)
