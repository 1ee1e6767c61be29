"""Keep receipts of what left the glass in a chain of their own; deliver nothing.

A chain is delivered in its order. A receipt behind a month of plays would come last of
all; in a short chain of its own it comes first.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol

from programme.records import GoneReceipt
from sync_agent.submission import Submission
from sync_agent.writers import program_of

PROGRAM = "receipts"
"""The name of the chain that the player keeps for them."""
_FIRST = ("agent", PROGRAM)
"""The programs whose chains are short and hold receipts, the first to be delivered."""


class Taking(Protocol):
    """Be the writing end of a chain."""

    def append_all(self, submissions: Sequence[Submission]) -> dict[str, int]:
        """Store records in one commit; a known client id is stored already."""
        ...


class ReceiptsApart:
    """Be a chain and, beside it, the one for receipts."""

    def __init__(self, records: Taking, receipts: Taking) -> None:
        """Take both chains."""
        self._records = records
        self._receipts = receipts

    def append_all(self, submissions: Sequence[Submission]) -> dict[str, int]:
        """Store each record where it belongs, the receipts first.

        Where the second commit fails the whole is handed in again: what is stored is
        known by its client's id.

        Raises:
            RecordsHeld: The disk refuses; the records are held in memory.
            OutboxOverfull: The disk refuses, and the memory is full.
        """
        receipts = [one for one in submissions if isinstance(one.record, GoneReceipt)]
        others = [one for one in submissions if one not in receipts]
        numbers: dict[str, int] = {}
        if receipts:
            numbers |= self._receipts.append_all(receipts)
        if others:
            numbers |= self._records.append_all(others)
        return numbers


def holds_receipts(writer: str) -> bool:
    """Say whether a chain is one of those that are delivered before all others."""
    return program_of(writer) in _FIRST


def receipts_first(writers: Iterable[str]) -> list[str]:
    """Return writers in the order in which their chains are delivered."""
    last = len(_FIRST)
    places = {program: place for place, program in enumerate(_FIRST)}
    return sorted(writers, key=lambda one: places.get(program_of(one), last))
