-- Files come in many forms: which it was, its pages, and what a person should know of how it was read.
ALTER TABLE directive_file
  ADD COLUMN form  text NOT NULL DEFAULT 'TEXT' CHECK (form IN ('TEXT', 'HTML', 'DOCX', 'PDF', 'PNG', 'JPEG', 'TIFF')),
  ADD COLUMN pages integer NOT NULL DEFAULT 0,
  ADD COLUMN notes text[] NOT NULL DEFAULT '{}';
