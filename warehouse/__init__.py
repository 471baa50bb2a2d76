"""One definition of the tables: DDL, comments, docs, load, publication, views, search and exports come from it."""
