-- The units that one assignment has to do with: whose it is, who gave it, who leads and who helps with its task; of the members of groups
-- that help those of $2.
SELECT assignment.unit_id, assignment.issuer_unit_id, task.lead_ids,
       task.coordinator_ids || ARRAY(
         SELECT asked FROM unnest($2::uuid[]) AS asked
         WHERE asked <> ALL (task.coordinator_ids)
           AND EXISTS (SELECT FROM expanded_group AS helping
                       WHERE helping.directive_id = task.directive_id AND helping.name = ANY (task.coordinators)
                         AND asked = ANY (helping.unit_ids))) AS coordinator_ids
FROM assignment
JOIN task ON task.id = assignment.task_id
WHERE assignment.id = $1
