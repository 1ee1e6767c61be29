"""Decide what of a batch is new, by the arithmetic of its chain; pure.

What the new records add up to is decided in `programme.coverage`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from programme.chain import ChainBroken, check_links, digest_of
from programme.records import Batch, ChainedRecord
from publishing.evidence.errors import ChainAhead, ChainRefused


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Be how far a chain is stored."""

    number: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Be what of a batch is new, and where the chain stands with it."""

    fresh: tuple[ChainedRecord, ...]
    head: Head


def judge(batch: Batch, head: Head, stored: Mapping[int, str]) -> Verdict:
    """Return what of a batch is new.

    Args:
        batch: The batch, already known to be signed by its device.
        head: How far the writer's chain is stored.
        stored: The digests of stored links that the batch has again, by number.

    Raises:
        ChainAhead: The batch begins after what is stored; an earlier one is missing.
        ChainRefused: A link was edited, removed, doubled or put elsewhere.
    """
    first = batch.records[0]
    if first.number > head.number + 1:
        raise ChainAhead(
            number=head.number + 1, stored_to=head.number, link=head.digest
        )
    known = [link for link in batch.records if link.number <= head.number]
    for place, link in enumerate(known):
        if link.number != first.number + place:
            reason = "号码不连续"
            raise ChainRefused(first.number + place, reason, stored_to=head.number)
        if stored.get(link.number) != digest_of(link):
            reason = "与已存的不一样"
            raise ChainRefused(link.number, reason, stored_to=head.number)
    fresh = batch.records[len(known) :]
    if not fresh:
        return Verdict(fresh=(), head=head)
    try:
        number, digest = check_links(
            fresh, after_number=head.number, after_digest=head.digest
        )
    except ChainBroken as broken:
        raise ChainRefused(
            broken.number, broken.reason, stored_to=head.number
        ) from broken
    return Verdict(fresh=fresh, head=Head(number=number, digest=digest))
