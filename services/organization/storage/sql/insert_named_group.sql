-- Inserts a group.
INSERT INTO named_group (id, owner_id, name, folded_name, within_id, level, kinds, tags, territory_types, except_ids, valid_from,
                         specially_difficult, urban, island, defined_at)
VALUES ($1::uuid, $2::uuid, $3, $4, $5::uuid, $6, $7::text[], $8::text[], $9::text[], $10::uuid[], $11::date, $12::boolean, $13::boolean,
        $14::boolean, $15::timestamptz)
