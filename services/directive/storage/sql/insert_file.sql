-- Keeps the file as it came, its text and the reader's proposal.
INSERT INTO directive_file (directive_id, sha256, name, size, content, body, folded, proposal, form, pages, notes)
VALUES ($1::uuid, $2, $3, $4::bigint, $5::bytea, $6, $7, $8::jsonb, $9, $10::integer, $11::text[])
