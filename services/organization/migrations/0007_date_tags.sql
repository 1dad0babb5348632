-- The groups that a body answers to have days, as its name and place: tags are in its states. NULL: those that it was made with.

-- What a succession left as it was shows by a digest of whole rows, which is to be the same over the new column.
UPDATE kept_unit k SET digest = 'as left' FROM unit_digest d WHERE d.unit_id = k.unit_id AND d.digest = k.digest;

ALTER TABLE unit_state ADD COLUMN tags text[] NULL;
ALTER TABLE kept_unit_state ADD COLUMN tags text[] NULL;

UPDATE kept_unit k SET digest = d.digest FROM unit_digest d WHERE d.unit_id = k.unit_id AND k.digest = 'as left';

-- All units as they are on a day, with their territories; as before, but with the tags of the day.
CREATE OR REPLACE FUNCTION unit_on(day date) RETURNS TABLE (
    id uuid, kind text, tags text[], aliases text[], emails text[], valid_from date, valid_to date, version bigint, name_pattern text,
    continued_by uuid, name text, folded_name text, superior_id uuid, superior_ids uuid[],
    territory_id uuid, level text, territory_valid_from date, territory_valid_to date, code_list text, code text, territory_name text,
    territory_type text, parent_id uuid, specially_difficult boolean, urban boolean, island boolean, territory_folded_name text)
LANGUAGE sql STABLE AS $$
    SELECT u.id, u.kind, coalesce(s.tags, u.tags),
           ARRAY(SELECT a.alias FROM unit_alias a
                 WHERE a.unit_id = u.id AND a.valid_from <= unit_on.day AND (a.valid_to IS NULL OR a.valid_to > unit_on.day)
                 ORDER BY a.alias),
           u.emails, u.valid_from, u.valid_to, u.version, u.name_pattern,
           u.continued_by, s.name, s.folded_name, s.superior_id, s.superior_ids,
           t.id, t.level, t.valid_from, t.valid_to, p.code_list, p.code, p.name,
           p.type, p.parent_id, p.specially_difficult, p.urban, p.island, p.folded_name
    FROM unit u
    JOIN unit_state s ON s.unit_id = u.id AND s.valid_from <= unit_on.day AND (s.valid_to IS NULL OR s.valid_to > unit_on.day)
    JOIN territory t ON t.id = u.territory_id
    JOIN territory_state p
        ON p.territory_id = t.id AND p.valid_from <= unit_on.day AND (p.valid_to IS NULL OR p.valid_to > unit_on.day)
$$;
