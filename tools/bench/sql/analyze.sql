-- What autovacuum would have done by the time that anybody asks.
ANALYZE;
