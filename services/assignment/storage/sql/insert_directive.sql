-- Keeps what is needed of an issued directive; one fact for each level brings the same.
INSERT INTO directive (id, number, type, subject, issuer_unit_id, issuer_name, issued_on)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (id) DO NOTHING
