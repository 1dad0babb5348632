-- The units that one assignment has to do with: whose it is, and who stands today for those who gave it, lead and help with its task; of
-- the members of groups that help those of $2.
SELECT assignment.unit_id, continued_by(assignment.issuer_unit_id) AS issuer_unit_id,
       ARRAY(SELECT continued_by(leader.id) FROM unnest(task.lead_ids) AS leader(id)) AS lead_ids,
       ARRAY(SELECT continued_by(helping.id) FROM unnest(task.coordinator_ids) AS helping(id)
             UNION
             SELECT asked FROM unnest($2::uuid[]) AS asked
             WHERE EXISTS (SELECT FROM expanded_group AS helping
                           WHERE helping.directive_id = task.directive_id AND helping.name = ANY (task.coordinators)
                             AND helping.unit_ids && continued_units(ARRAY[asked]))) AS coordinator_ids
FROM assignment
JOIN task ON task.id = assignment.task_id
WHERE assignment.id = $1
