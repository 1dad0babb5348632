-- How many memberships people have granted in the units that a succession brought in, and how many accounts and systems were made there;
-- these units were planned, which is the last of all days.
WITH begun AS (SELECT unit_id FROM kept_unit WHERE change_id = $1::uuid AND valid_from = date '9999-12-31')
SELECT (SELECT count(*) FROM membership m JOIN begun USING (unit_id) WHERE m.made_by IS NULL) AS memberships,
       (SELECT count(*) FROM user_account u JOIN begun USING (unit_id)
        WHERE u.disabled_at IS NULL
          AND NOT EXISTS (SELECT FROM moved_account moved WHERE moved.succession_id = $1::uuid AND moved.user_id = u.id)) AS accounts,
       (SELECT count(*) FROM api_client c JOIN begun USING (unit_id)
        WHERE c.revoked_at IS NULL
          AND NOT EXISTS (SELECT FROM moved_client moved WHERE moved.succession_id = $1::uuid AND moved.client_id = c.id)) AS clients
