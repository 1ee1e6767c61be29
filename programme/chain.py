"""Do the arithmetic of a hash chain; it stores nothing.

A link's digest is the SHA-256 of the canonical bytes of the link, which hold the
digest of the link before it. The first link follows `GENESIS`.
"""

from collections.abc import Iterable

from programme.document import Document
from programme.records import ChainedRecord, Record

GENESIS = "0" * 64
"""What the first link of every chain names as the one before it."""


class ChainBroken(Exception):
    """Say at which number a chain stops holding, and why."""

    code = "chain_broken"

    def __init__(self, number: int, reason: str) -> None:
        self.number = number
        self.reason = reason
        super().__init__(f"记录链在第 {number} 条断开：{reason}。")


def link(record: Record, *, number: int, previous: str) -> ChainedRecord:
    """Return a record in its place of a chain."""
    return ChainedRecord(number=number, previous=previous, record=record)


def check_links(
    links: Iterable[ChainedRecord], *, after_number: int, after_digest: str
) -> tuple[int, str]:
    """Return the last number and digest of links that follow one another.

    Raises:
        ChainBroken: The first number that does not follow the one before.
    """
    number, digest = after_number, after_digest
    for member in links:
        if member.number != number + 1:
            raise ChainBroken(number + 1, f"接着的是第 {member.number} 条")
        if member.previous != digest:
            raise ChainBroken(member.number, "与前一条的指纹不符")
        number, digest = member.number, digest_of(member)
    return number, digest


def digest_of(member: Document) -> str:
    """Return the digest by which the next link names this one."""
    return member.digest()
