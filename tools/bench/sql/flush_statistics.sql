-- Makes what this session has read count at its end of transaction.
SELECT pg_stat_force_next_flush() IS NULL AS flushed;
