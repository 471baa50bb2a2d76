"""French communes and intercommunalités by name: the official list (COG), former communes included.

``communes.csv.gz`` and ``groupings.csv.gz`` are made by `extractors.places.make` from the package
``@etalab/decoupage-administratif`` 6.0.0 (MIT; INSEE's *Code officiel géographique* of 2026 and the DGCL's list of
EPCI, Licence Ouverte 2.0).
"""

from extractors.places.gazetteer import Grouping, Place, communes_named, department_of, groupings_named

__all__ = ["Grouping", "Place", "communes_named", "department_of", "groupings_named"]
