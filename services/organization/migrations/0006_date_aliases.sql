-- Aliases have days: what documents called a unit under the old list is not what they call it under the new one.
CREATE TABLE unit_alias (
    unit_id    uuid NOT NULL REFERENCES unit (id),
    alias      text NOT NULL CHECK (alias <> ''),
    valid_from date NOT NULL DEFAULT '-infinity',
    valid_to   date NULL,
    PRIMARY KEY (unit_id, alias),
    CONSTRAINT unit_alias_days CHECK (valid_to > valid_from)
);
INSERT INTO unit_alias (unit_id, alias) SELECT DISTINCT u.id, a.alias FROM unit u CROSS JOIN LATERAL unnest(u.aliases) a (alias) WHERE a.alias <> '';

-- All units as they are on a day, with their territories; as before, but with the aliases of the day.
CREATE OR REPLACE FUNCTION unit_on(day date) RETURNS TABLE (
    id uuid, kind text, tags text[], aliases text[], emails text[], valid_from date, valid_to date, version bigint, name_pattern text,
    continued_by uuid, name text, folded_name text, superior_id uuid, superior_ids uuid[],
    territory_id uuid, level text, territory_valid_from date, territory_valid_to date, code_list text, code text, territory_name text,
    territory_type text, parent_id uuid, specially_difficult boolean, urban boolean, island boolean, territory_folded_name text)
LANGUAGE sql STABLE AS $$
    SELECT u.id, u.kind, u.tags,
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

ALTER TABLE unit DROP COLUMN aliases;
