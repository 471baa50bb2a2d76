"""From pages to facts, as pure functions: no files, no SQL, no Prefect."""

EXTRACTION_VERSION = "2"
"""Raised whenever a rule changes what is extracted, so that `ingest --outdated` finds what to redo."""
