-- How many groups that have not ended by a day are units' own, or within them.
SELECT count(*) AS groups
FROM named_group g
WHERE (g.owner_id = ANY ($1::uuid[]) OR g.within_id = ANY ($1)) AND (g.valid_to IS NULL OR g.valid_to > greatest(g.valid_from, $2::date))
