-- Takes the rows of the bare table as they come.
COPY bare_value FROM STDIN;
