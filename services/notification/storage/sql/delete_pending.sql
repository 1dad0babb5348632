-- Forgets assignments that are no longer there, those that were described and never reminded of.
DELETE FROM pending_assignment AS p
WHERE p.assignment_id = ANY ($1::uuid[]) AND p.described
  AND NOT EXISTS (SELECT FROM reminder WHERE reminder.assignment_id = p.assignment_id);
