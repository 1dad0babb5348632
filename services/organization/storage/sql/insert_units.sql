-- Inserts units with their aliases, which are for all days. Arrays of a unit come as array literals. insert_unit_states.sql must follow.
WITH given AS (
    SELECT u.id, u.kind, u.territory_id, u.tags, u.aliases, u.emails, u.valid_from, u.valid_to, u.name_pattern
    FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::date[], $8::date[], $9::text[])
        AS u (id, kind, territory_id, tags, aliases, emails, valid_from, valid_to, name_pattern)
), made AS (
    INSERT INTO unit (id, kind, territory_id, tags, emails, valid_from, valid_to, name_pattern)
    SELECT u.id, u.kind, u.territory_id, u.tags::text[], u.emails::text[], u.valid_from, u.valid_to, u.name_pattern
    FROM given u
)
INSERT INTO unit_alias (unit_id, alias)
SELECT DISTINCT u.id, a.alias FROM given u CROSS JOIN LATERAL unnest(u.aliases::text[]) AS a (alias)
