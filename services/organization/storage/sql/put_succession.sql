-- Keeps a succession that is planned, or planned again.
INSERT INTO succession AS known (id, decision_number, decided_on, effective_on, from_list, to_list, file_name, state, wanted, version, planned_at,
                                 continuing, ending, beginning, bodies, with_heir, divided, without)
VALUES ($1::uuid, $2, $3::date, $4::date, $5, $6, $7, 'PLANNED', false, $8::bigint, $9::timestamptz, $10::int, $11::int, $12::int, $13::int,
        $14::int, $15::int, $16::int)
ON CONFLICT (id) DO UPDATE
SET decided_on = excluded.decided_on, effective_on = excluded.effective_on, from_list = excluded.from_list, to_list = excluded.to_list,
    file_name = excluded.file_name, version = excluded.version, planned_at = excluded.planned_at, continuing = excluded.continuing,
    ending = excluded.ending, beginning = excluded.beginning, bodies = excluded.bodies, with_heir = excluded.with_heir,
    divided = excluded.divided, without = excluded.without
WHERE known.state = 'PLANNED'
