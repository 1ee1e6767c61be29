"""Hold what the claims of a certificate are made of; it makes none and checks none."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from programme.calendar_slice import CalendarSlice
from programme.carriers import Carrier
from programme.errors import ContractError
from programme.leaves import BatchLeaf, Leaf, LeafForm
from programme.manifest import Manifest
from programme.records import ChainedRecord

Kind = TypeVar("Kind", bound=LeafForm)


class FactMissing(ContractError):
    """Say what a certificate cannot do without."""

    code = "fact_missing"

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(f"日志里没有{what}，出不了公示证明。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """Be what was new in one batch, with what the log says of it."""

    leaf: BatchLeaf
    links: tuple[ChainedRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Be everything that claims are made of."""

    disclosure: str
    manifest_sha256: str
    manifest: Manifest
    leaves: tuple[Leaf, ...]
    """In the order of the log."""
    delivered: tuple[Delivered, ...]
    calendar: CalendarSlice
    primary: tuple[Carrier, ...]
    time_zone: str
    issued_at: datetime


def of_kind(leaves: Iterable[Leaf], kind: type[Kind]) -> list[Kind]:
    """Return the leaves of one kind, in their order."""
    return [leaf for leaf in leaves if isinstance(leaf, kind)]
