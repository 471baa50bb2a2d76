"""One person, one body: printed names reconciled across documents and years.

Pure functions over frames of mentions; the warehouse keeps what they decide. `people` resolves persons,
`organisations` bodies and places; `similarity` says how alike two names are, `cluster` who is put together.
"""

from extractors.identity.decisions import Decision, Subject, Verdict
from extractors.identity.organisations import OrganisationResolution, resolve_organisations
from extractors.identity.people import PeopleResolution, resolve_people

__all__ = [
    "Decision",
    "OrganisationResolution",
    "PeopleResolution",
    "Subject",
    "Verdict",
    "resolve_organisations",
    "resolve_people",
]
