-- A country for the records of fill_audit: number 0 above 63 provinces, these above 696 districts, these above 10,034 communes.
WITH numbered AS (
  SELECT i, md5(i::text)::uuid AS id,
    CASE WHEN i = 0 THEN '{}'::integer[] WHEN i < 64 THEN '{0}' WHEN i < 760 THEN ARRAY[1 + i % 63, 0]
         ELSE ARRAY[64 + i % 696, 1 + (64 + i % 696) % 63, 0] END AS above
  FROM generate_series(0, 10793) AS i
), placed AS (
  SELECT i, id, md5(above[1]::text)::uuid AS superior_id,
    ARRAY(SELECT md5(number::text)::uuid FROM unnest(above) WITH ORDINALITY AS a (number, distance) ORDER BY distance) AS superior_ids
  FROM numbered
), made AS (
  INSERT INTO unit (id, name, level, kind, superior_id, superior_ids, territory_id, territory_name, territory_type, territory_code, code_list,
                    tags, emails, version)
  SELECT id, i::text, CASE WHEN i = 0 THEN 'CENTRAL' WHEN i < 64 THEN 'PROVINCE' WHEN i < 760 THEN 'DISTRICT' ELSE 'COMMUNE' END, 'UBND',
    superior_id, superior_ids, id, i::text, '', i::text, 'bench', '{}', '{}', 1
  FROM placed
  RETURNING id, name, superior_id, superior_ids
)
INSERT INTO unit_state (unit_id, valid_from, name, superior_id, superior_ids, territory_name, territory_type, territory_code, code_list)
SELECT id, '-infinity', name, superior_id, superior_ids, name, '', name, 'bench' FROM made;
