-- Says in one text which plans there are and what became of them: another text, another list of edges.
SELECT coalesce(string_agg(id || ' ' || version || ' ' || state, ',' ORDER BY id), '') AS stamp FROM succession
