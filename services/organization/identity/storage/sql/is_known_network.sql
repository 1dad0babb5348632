-- Whether an account has a session from a network, begun since a moment, that was not ended because something was wrong.
SELECT EXISTS (SELECT FROM session
    WHERE user_id = $1::uuid AND network = $2 AND network <> '' AND created_at > $3::timestamptz
      AND (ended_why IS NULL OR ended_why = 'SIGNED_OUT')) AS known
