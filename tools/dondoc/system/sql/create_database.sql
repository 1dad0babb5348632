-- The one database of a system; it is there already when the system starts again.
CREATE DATABASE dondoc TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
