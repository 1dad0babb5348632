-- Whether the database keeps when transactions were committed.
SELECT current_setting('track_commit_timestamp')::boolean AS kept;
