-- Which tables grant_serving leaves append-only, separated by commas.
SELECT set_config('dondoc.append_only', $1::text, false);
