"""Be what can be packed for the archive, and what was packed."""

from dataclasses import dataclass

from config.retention import Retention


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """Be a finished package."""

    name: str
    data: bytes
    sha256: str
    items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Be what one unit has to file of one year."""

    unit: str
    unit_name: str
    year: int
    items: int
    by_class: dict[Retention, int]
