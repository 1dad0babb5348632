-- Inserts all citations of one directive.
INSERT INTO citation (directive_id, ordinal, basis, number, number_key, type, year, month, day, issuer, issuer_folded, span)
SELECT $1::uuid, t.ordinal, t.basis, t.number, t.number_key, t.type, t.year, t.month, t.day, t.issuer, t.issuer_folded, t.span::bigint[]
  FROM unnest($2::boolean[], $3::text[], $4::text[], $5::text[], $6::integer[], $7::integer[], $8::integer[], $9::text[], $10::text[],
              $11::text[])
       WITH ORDINALITY AS t(basis, number, number_key, type, year, month, day, issuer, issuer_folded, span, ordinal)
