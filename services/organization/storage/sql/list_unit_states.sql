-- Reads the states of those units that have more than one, each with that of the territory in the same days.
SELECT u.id AS unit_id, nullif(greatest(s.valid_from, p.valid_from), '-infinity') AS valid_from, least(s.valid_to, p.valid_to) AS valid_to,
       s.name, s.superior_id, s.superior_ids, p.name AS territory_name, p.type AS territory_type, p.code, p.code_list,
       p.specially_difficult, p.urban, p.island, coalesce(s.tags, u.tags) AS tags
FROM unit u
JOIN unit_state s ON s.unit_id = u.id
JOIN territory_state p
    ON p.territory_id = u.territory_id
   AND (s.valid_to IS NULL OR p.valid_from < s.valid_to) AND (p.valid_to IS NULL OR s.valid_from < p.valid_to)
WHERE u.id = ANY ($1::uuid[])
  AND (EXISTS (SELECT 1 FROM unit_state more WHERE more.unit_id = u.id AND more.valid_to IS NOT NULL)
    OR EXISTS (SELECT 1 FROM territory_state more WHERE more.territory_id = u.territory_id AND more.valid_to IS NOT NULL))
ORDER BY u.id, greatest(s.valid_from, p.valid_from)
