-- The hash of the chain at a number.
SELECT hash FROM audit_seal WHERE number = $1::bigint;
