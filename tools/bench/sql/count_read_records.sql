-- How many entries of the indexes of audit_record, and how many of its rows without an index, were read since the database is there.
SELECT (SELECT sum(idx_tup_read)::bigint FROM pg_stat_user_indexes WHERE relname = 'audit_record')
  + (SELECT seq_tup_read FROM pg_stat_user_tables WHERE relname = 'audit_record') AS records;
