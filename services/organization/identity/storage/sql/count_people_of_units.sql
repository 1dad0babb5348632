-- How many memberships of units reach beyond a day, and how many accounts and systems in use they keep.
SELECT (SELECT count(*) FROM membership m
        WHERE m.unit_id = ANY ($1::uuid[]) AND (m.valid_to IS NULL OR m.valid_to > greatest(m.valid_from, $2::date))) AS memberships,
       (SELECT count(*) FROM user_account a WHERE a.unit_id = ANY ($1) AND a.disabled_at IS NULL) AS accounts,
       (SELECT count(*) FROM api_client c WHERE c.unit_id = ANY ($1) AND c.revoked_at IS NULL) AS clients
