"""From pages to facts, as pure functions: no files, no SQL, no Prefect."""
