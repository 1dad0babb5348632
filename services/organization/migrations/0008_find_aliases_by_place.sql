-- Names that a body goes by besides its own are found wherever they are used: by the part that may be the name of a territory, in plain
-- words ("thi tran sen hong"; as PlaceOf in domain/name_resolution makes it). What all bodies of a kind are called has none.
ALTER TABLE unit_alias ADD COLUMN place text NULL;
CREATE INDEX unit_alias_place ON unit_alias (place) WHERE place IS NOT NULL;

UPDATE unit_alias a
SET place = substring(
        lower(translate(regexp_replace(normalize(a.alias, NFD), '[\u0300-\u036f]', '', 'g'), 'đĐ', 'dd'))
        FROM '(?:^| )((?:tinh|thanh pho|quan|huyen|thi xa|xa|phuong|thi tran|dac khu) .+)$')
FROM unit u
WHERE u.id = a.unit_id AND (u.kind = 'UBND' OR u.name_pattern = '');
