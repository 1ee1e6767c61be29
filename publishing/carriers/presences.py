"""Decide what a record of a carrier must hold, and which days it vouches for; pure.

A record is never changed: a newer one takes its place and says why (REQ-35).
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, assert_never

from pydantic import Field, StringConstraints

from programme.carriers import Carrier
from programme.document import Document
from publishing.errors import Refused

MOST_REMARK = 400


class PresenceForm(Document):
    """Be what staff say of a carrier that is proved by no photo."""

    carrier: Carrier
    from_on: date
    last_on: date | None = None
    """The last day on which it was there; None: it is there still."""
    address: Annotated[str, StringConstraints(max_length=400)] = ""
    remark: Annotated[str, StringConstraints(max_length=MOST_REMARK)] = ""
    reason: Annotated[str, Field(max_length=MOST_REMARK)] = ""
    """Why the record before is not right any more, where there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """Be one record that a carrier carried a disclosure."""

    id: str
    disclosure: str
    carrier: Carrier
    from_on: date
    last_on: date | None
    posted_photo: str | None
    removed_photo: str | None
    address: str
    remark: str
    corrects: str | None
    struck: bool
    reason: str
    recorded_by: str
    recorded_by_name: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Be what a record says, before it is kept."""

    carrier: Carrier
    from_on: date
    last_on: date | None
    address: str = ""
    remark: str = ""
    photographed: bool = False
    """There is a photo of the board with the disclosure on it."""
    photographed_empty: bool = False
    """There is a photo of the board when it was taken down."""


def check(claim: Claim, *, earliest_on: date, today: date) -> None:
    """Return only if a record can be kept; every fault is told at once.

    Args:
        claim: What staff say.
        earliest_on: The day from which the disclosure may hang anywhere.
        today: The local day.

    Raises:
        Refused: It cannot be; the message says what to change.
    """
    faults = (*_of_dates(claim, earliest_on, today), *_of_evidence(claim))
    if faults:
        raise Refused(f"{'；'.join(faults)}。请改好再记。", code="presence_impossible")


def _of_dates(claim: Claim, earliest_on: date, today: date) -> Iterator[str]:
    if claim.from_on > today:
        yield "开始的日子还没有到"
    elif claim.from_on < earliest_on:
        words = f"{earliest_on.year} 年 {earliest_on.month} 月 {earliest_on.day} 日"
        yield f"开始的日子早于批准公开的 {words}"
    if claim.last_on is None:
        return
    if claim.last_on < claim.from_on:
        yield "最后一天早于开始的日子"
    if claim.last_on > today:
        yield "最后一天还没有到"


def _of_evidence(claim: Claim) -> Iterator[str]:
    match claim.carrier:
        case Carrier.SCREEN | Carrier.KIOSK:
            yield "屏幕和触摸屏由终端自己作证，不用手工记"
        case Carrier.PAPER_BOARD:
            yield from _of_photos(claim)
        case Carrier.WEBSITE:
            if not claim.address:
                yield "网站要写网页的地址"
        case (
            Carrier.WECHAT
            | Carrier.SMS
            | Carrier.BROADCAST
            | Carrier.BULLETIN
            | Carrier.MEETING
            | Carrier.NEWSPAPER
        ):
            if not (claim.remark or claim.address):
                yield "要写一句凭据，例如期号、会议名称、条数"
        case _ as never:
            assert_never(never)


def _of_photos(claim: Claim) -> Iterator[str]:
    if not claim.photographed:
        yield "公开栏要有贴上时的照片"
    if claim.last_on is not None and not claim.photographed_empty:
        yield "公开栏取下要有取下时的照片"


def standing(presences: Iterable[Presence]) -> tuple[Presence, ...]:
    """Return the records that hold: none has taken their place, none was struck."""
    known = tuple(presences)
    replaced = {one.corrects for one in known}
    return tuple(one for one in known if one.id not in replaced and not one.struck)


def carriers_on(
    day: date, presences: Iterable[Presence], *, primary: Collection[Carrier]
) -> tuple[Carrier, ...]:
    """Return the primary carriers that standing records vouch for on a day."""
    found = {
        one.carrier
        for one in standing(presences)
        if one.carrier in primary and _there(one, day)
    }
    return tuple(sorted(found, key=list(Carrier).index))


def _there(one: Presence, day: date) -> bool:
    return one.from_on <= day and (one.last_on is None or day <= one.last_on)
