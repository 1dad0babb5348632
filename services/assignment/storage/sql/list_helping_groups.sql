-- Which groups help with tasks: what those became that the tasks name among their coordinators.
SELECT helping.directive_id, helping.name, helping.within_id, helping.level, helping.kinds, helping.tags, helping.territory_types,
       helping.attributes, helping.expanded_on, helping.unit_ids
FROM expanded_group AS helping
WHERE EXISTS (SELECT FROM task
              WHERE task.id = ANY ($1::uuid[]) AND task.directive_id = helping.directive_id AND helping.name = ANY (task.coordinators))
ORDER BY helping.directive_id, helping.name, helping.level, helping.within_id
