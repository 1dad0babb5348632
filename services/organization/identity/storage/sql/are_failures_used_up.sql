-- Whether a key has as many failures as it may, so that one more would have to wait. Not where it has more than ever are counted, as after a
-- clock that went back: charge_failure puts that right.
SELECT EXISTS (SELECT FROM failed_sign_in
               WHERE key = $1::bytea AND forgotten_at > $2::timestamptz + ($4::integer - 1) * make_interval(secs => $3::double precision)
                 AND forgotten_at <= $2::timestamptz + $4::integer * make_interval(secs => $3::double precision)) AS used_up
