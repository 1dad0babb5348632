-- A table with the columns of a reported number and nothing else: no key, no index, no history.
CREATE TABLE bare_value (unit_id uuid, period text, indicator_id uuid, numerator bigint, denominator bigint);
