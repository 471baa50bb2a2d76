"""What a user may set: by environment (``GREFFIER_...``), in ``greffier.toml``, or on the command line.

The command line wins over the environment, the environment over the file. Each setting has its line in
docs/operator.md (a test compares).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from corpus.errors import GreffierError
from corpus.intake import Limits


class WrongSettings(GreffierError):
    """A setting that cannot be."""

    code = "wrong-settings"
    way_out = "Corriger greffier.toml ou la variable d'environnement GREFFIER_… nommée, puis relancer."


class PublishedBody(BaseModel):
    """What minutes do not print and the open-data export must say of a body (`warehouse.scdl.BodySettings`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    siret: str = Field(pattern=r"^\d{14}$")
    official_name: str | None = None
    act_number: str | None = None
    prefecture: str | None = Field(default=None, pattern=r"^(PREF|SGAR)\w{3}$|^SPREF\w{4}$")
    url: str | None = None


class Settings(BaseSettings):
    """Everything that can be set."""

    model_config = SettingsConfigDict(env_prefix="GREFFIER_", toml_file="greffier.toml", extra="forbid", frozen=True)

    warehouse: Path = Field(default=Path("warehouse.duckdb"), description="Fichier DuckDB publié.")
    store: Path | None = Field(
        default=None, description="Dossier de travail de greffier ; par défaut `.greffier` à côté de l'entrepôt."
    )
    jobs: int = Field(default=0, ge=0, le=512, description="Processus de lecture ; 0 : un par cœur.")
    keep_originals: bool = Field(default=True, description="Garder une copie de chaque original dans le dossier.")
    max_bytes: int = Field(default=1 << 30, gt=0, description="Taille maximale d'un document, en octets.")
    max_pages: int = Field(default=3000, gt=0, description="Nombre maximal de pages d'un document.")
    document_seconds: float = Field(
        default=900.0, gt=0, description="Temps accordé à un document, en secondes, quel que soit son nombre de pages."
    )
    page_seconds: float = Field(
        default=20.0, ge=0, description="Temps accordé par page, en secondes, si cela fait davantage."
    )
    memory_mb: int = Field(
        default=6144, ge=1024, description="Mémoire adressable de chaque processus de lecture, en Mio."
    )
    batch_documents: int = Field(
        default=40, gt=0, description="Documents par lot (une tâche Prefect, une transaction)."
    )
    batch_pages: int = Field(default=1500, gt=0, description="Pages par lot, à peu près (1 page pour 50 Kio).")
    publish_minutes: float = Field(
        default=15.0, gt=0, description="Au cours d'un long import, publier au moins aussi souvent, en minutes."
    )
    orchestrator: str = Field(
        default="prefect", pattern="^(prefect|none)$", description="`prefect`, ou `none` pour les étapes seules."
    )
    language_model: bool = Field(default=True, description="Entités par spaCy en plus des règles.")
    failure_webhook: str | None = Field(
        default=None, description="Adresse (POST JSON) prévenue quand un import nocturne échoue ; aucune par défaut."
    )

    bodies: dict[str, PublishedBody] = Field(
        default={},
        description='Par organisme, pour l\'export `scdl` : `[bodies."Commune de X"]` avec `siret`, et au besoin '
        "`official_name`, `act_number`, `prefecture`, `url`.",
    )

    @field_validator("warehouse")
    @classmethod
    def _is_a_file(cls, value: Path) -> Path:
        if value.is_dir():
            raise ValueError(f"{value} est un dossier ; donner un nom de fichier")
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Command line over environment over file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def published(self) -> Path:
        """The file readers open, absolute."""
        return self.warehouse.absolute()

    @property
    def store_root(self) -> Path:
        """Greffier's own folder, absolute."""
        return (self.store or self.published.parent / ".greffier").absolute()

    @property
    def loader(self) -> Path:
        """The file the loader writes; one for each warehouse that shares the store."""
        return self.store_root / "loaders" / self.published.name

    @property
    def ledger(self) -> Path:
        """The journal of events of this warehouse."""
        return self.store_root / "ledgers" / f"{self.published.stem}.jsonl"

    @property
    def workers(self) -> int:
        """Reading processes: as asked, or one for each core this process may use."""
        return self.jobs or len(os.sched_getaffinity(0))

    @property
    def limits(self) -> Limits:
        """What intake enforces."""
        return Limits(max_bytes=self.max_bytes, max_pages=self.max_pages)


def load_settings(**given: Any) -> Settings:
    """Settings from all sources; ``given`` (the command line's) counts where it is not None.

    Raises:
        WrongSettings: one of them cannot be.
    """
    from pydantic import ValidationError

    try:
        return Settings(**{k: v for k, v in given.items() if v is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise WrongSettings(f"{name} : {first['msg']}") from error
    except ValueError as error:  # TOML that is none
        raise WrongSettings(f"greffier.toml : {error}") from error
