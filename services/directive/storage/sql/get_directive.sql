-- Reads one directive's header, what is known of its file, and what the reader proposed but for tasks, targets and duties.
SELECT d.id, d.state, d.version, d.number, d.type, d.issuer, d.place, d.issued_year, d.issued_month, d.issued_day, d.subject, d.signer,
       d.damaged, d.addressees, d.tree_change, d.ingested_at, d.ingested_by, d.issued_at, d.discarded_at,
       d.discarded_by, d.discarded_caller, d.discard_reason, f.name AS file_name, f.size AS file_size, f.sha256,
       f.form AS file_form, f.pages AS file_pages, f.notes AS file_notes,
       f.proposal - '{outline,assignments,indicators,reports}'::text[] AS proposal
  FROM directive d
  JOIN directive_file f ON f.directive_id = d.id
 WHERE d.id = $1::uuid
