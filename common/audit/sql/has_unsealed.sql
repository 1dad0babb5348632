-- Whether records were committed that are not sealed yet.
SELECT EXISTS (SELECT 1 FROM audit_unsealed) AS found;
