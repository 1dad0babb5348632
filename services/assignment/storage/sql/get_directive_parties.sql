-- The units that one directive has to do with: who stands today for the one that issued it, and those of $2 that it gives something to do:
-- alone, as who leads or as who helps; they or whom they continue.
SELECT continued_by(directive.issuer_unit_id) AS issuer_unit_id,
       ARRAY(SELECT asked
             FROM unnest($2::uuid[]) AS asked
             CROSS JOIN LATERAL continued_units(ARRAY[asked]) AS been(ids)
             WHERE EXISTS (SELECT FROM assignment WHERE assignment.directive_id = directive.id AND assignment.unit_id = ANY (been.ids))
                OR EXISTS (SELECT FROM task
                           WHERE task.directive_id = directive.id AND (task.lead_ids && been.ids OR task.coordinator_ids && been.ids))
                OR EXISTS (SELECT FROM expanded_group AS named
                           WHERE named.directive_id = directive.id AND named.unit_ids && been.ids)) AS recipient_ids
FROM directive
WHERE directive.id = $1
