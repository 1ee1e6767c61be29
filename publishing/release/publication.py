"""Say what goes into a publication of the repository, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """Say what a publication did."""

    timestamp_version: int
    changed: tuple[str, ...]
    """Names of the targets whose bytes are other than before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """Be a file named by its SHA-256, whose bytes are asked for only if needed."""

    sha256: str
    load: Callable[[], bytes]
