-- Records are also asked for by the name of who acted, and by what was done.
CREATE INDEX audit_record_name_idx ON audit_record (name, at, seq);
CREATE INDEX audit_record_method_idx ON audit_record (method, at, seq);
