-- All assignments.
SELECT id FROM assignment;
