-- The end of the chain as the sealer knows it, for verification and export.
COPY (SELECT 'T', number, encode(hash, 'hex') FROM audit_sealer) TO STDOUT;
