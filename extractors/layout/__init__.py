"""Layout: from words on pages to blocks of text and tables in reading order."""
