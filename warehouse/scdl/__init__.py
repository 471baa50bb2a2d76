"""Open data: deliberations in the national schema *SCDL Délibérations* 2.1.5."""

from warehouse.scdl.bodies import BodySettings
from warehouse.scdl.export import LeftOut, ScdlReport, export_scdl

__all__ = ["BodySettings", "LeftOut", "ScdlReport", "export_scdl"]
