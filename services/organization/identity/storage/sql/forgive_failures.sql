-- Takes back one failure of each key: by how many seconds earlier all are forgotten.
UPDATE failed_sign_in AS f SET forgotten_at = f.forgotten_at - make_interval(secs => t.seconds::double precision)
FROM unnest($1::bytea[], $2::bigint[]) AS t (key, seconds) WHERE f.key = t.key
