"""Words as data: one YAML file for each grammar, read once.

Belongs here: the way to the files. What they mean is for the extractor that loads them.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import Any

import yaml


@lru_cache(maxsize=None)
def load(name: str) -> Any:  # noqa: ANN401 - the shape is the lexicon's own, checked by its extractor
    """The content of ``lexicons/<name>.yaml``."""
    text = resources.files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)
