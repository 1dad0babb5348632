-- Reads one directive's header and what is known of its file.
SELECT d.id, d.state, d.version, d.number, d.type, d.issuer, d.place, d.issued_year, d.issued_month, d.issued_day, d.subject, d.signer,
       d.damaged, d.addressees, d.tree_change, d.ingested_at, d.ingested_by, d.issued_at, f.name AS file_name, f.size AS file_size,
       f.sha256, f.form AS file_form, f.pages AS file_pages, f.notes AS file_notes
  FROM directive d
  JOIN directive_file f ON f.directive_id = d.id
 WHERE d.id = $1::uuid
