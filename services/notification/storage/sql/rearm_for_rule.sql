-- Has the scheduler look again at everything that a changed rule is for: of the issuer, or of all issuers without a rule of their own;
-- steps of days before $2 do not come of it.
UPDATE pending_assignment AS p
SET next_at = $3::timestamptz, armed_from = GREATEST(p.armed_from, $2::date)
WHERE p.described AND p.binding AND p.due_on IS NOT NULL AND p.state IN ('ASSIGNED', 'ACCEPTED', 'IN_PROGRESS', 'RETURNED')
  AND CASE
        WHEN $1::uuid IS NULL THEN NOT EXISTS (SELECT 1 FROM reminder_rule AS r WHERE r.issuer_unit_id = p.issuer_unit_id)
        ELSE p.issuer_unit_id = $1::uuid
      END;
