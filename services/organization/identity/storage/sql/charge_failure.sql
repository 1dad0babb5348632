-- Counts one failure for a key and returns when all that are counted will be forgotten; never more than is kept at most, as after a clock
-- that went back.
INSERT INTO failed_sign_in AS f (key, forgotten_at) VALUES ($1::bytea, $2::timestamptz + make_interval(secs => $3::double precision))
ON CONFLICT (key) DO UPDATE SET forgotten_at =
    greatest(least(f.forgotten_at, $2::timestamptz + $4::integer * make_interval(secs => $3::double precision)), $2::timestamptz)
    + make_interval(secs => $3::double precision)
RETURNING forgotten_at
