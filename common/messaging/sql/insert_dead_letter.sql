-- Sets a fact aside.
INSERT INTO dead_letter
  (consumer, fact_id, stream, generation, number, type, fact_time, source, trace, payload, reason, attempts, dead_at)
VALUES ($1::text, $2::uuid, $3::text, $4::text, $5::bigint, $6::text, $7::timestamptz, $8::text, $9::text, $10::bytea, $11::text,
        $12::integer, $13::timestamptz)
ON CONFLICT (consumer, fact_id) DO NOTHING;
