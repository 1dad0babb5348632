-- In which form of the facts a unit was taken over (kUnitForm in replica.h): a version of this library that knows fewer fields drops the others.
-- What is here already may have lost some; it is loaded anew at the next start.
ALTER TABLE unit ADD COLUMN form integer NOT NULL DEFAULT 0;
CREATE INDEX unit_form ON unit (form);
