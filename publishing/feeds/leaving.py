"""Decide what of a published matter stands outside at an instant; pure.

Only what is open to everybody is ever outside (REQ-20, REQ-22); of what was taken down
outside is told no more than its cause allows (REQ-13). It writes and renders nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from programme.boards import KindOfAct
from programme.manifest import Manifest
from programme.programme import WithdrawalCause
from publishing.desk.notice_words import PUBLIC_CAUSES
from publishing.desk.outside import StaysIn

_GONE_AT_ITS_END: Final = frozenset({KindOfAct.PUBLIC_NOTICE})
"""A 公示 names people and has a printed end: after it, nothing of it stands outside."""


class Outside(StrEnum):
    """Say how a matter stands outside.

    ::

        hidden ──its start──▶ open ──its end──▶ past ──its time is up──▶ closed
                               │ ╰───its end, a 公示 or personal data kept──▶ closed
                               ├──withdrawn, the cause is told──▶ line ─────▶ closed
                               ╰──withdrawn, the cause stays inside─────────▶ closed
    """

    HIDDEN = "hidden"
    """Nothing of it was ever outside, and nothing is."""
    OPEN = "open"
    PAST = "past"
    """Its days are over, its content may be read on."""
    LINE = "line"
    """Taken down; its line and the cause stay."""
    CLOSED = "closed"
    """It was outside; its addresses say that it is not any more, and nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """Be one published version of a matter."""

    sha256: str
    """Of the manifest."""
    manifest: Manifest
    approved_at: datetime
    withdrawn: bool
    starts_at: datetime
    ends_at: datetime | None
    """None: it goes on until somebody ends it."""
    expected_at: datetime | None = None
    """The end as it is known today, where a coming calendar may still move it."""
    gone_at: datetime | None
    """When it came off every group before its end."""
    note: str
    """What changed and why; empty for a first version."""
    keeps_personal: bool
    """Personal data stands in it for a reason, while its days last."""
    stays: StaysIn | None
    """Why it is not told outside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenDown:
    """Be a withdrawal that took effect."""

    cause: WithdrawalCause
    at: datetime
    explained_by: str | None
    """The disclosure that explains it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Be one published disclosure."""

    disclosure: str
    register_number: str
    register_year: int
    published_at: datetime
    versions: tuple[Version, ...]
    """Oldest first; at least one."""
    taken_down: TakenDown | None

    @property
    def last(self) -> Version:
        """Return the version that hangs, or hung last."""
        return self.versions[-1]


def outside(matter: Matter, now: datetime, *, past_for: timedelta) -> Outside:
    """Return how a matter stands outside at an instant.

    Args:
        matter: All its published versions.
        now: The instant.
        past_for: How long it may be read on after its end.
    """
    last = matter.last
    if last.stays is not None or not was_out(last, now):
        earlier = any(was_out(one, now) for one in matter.versions[:-1])
        return Outside.CLOSED if earlier else Outside.HIDDEN
    if last.withdrawn:
        return _after_withdrawal(matter, now, past_for)
    ended_at = _ended_at(last)
    if ended_at is None or now < ended_at:
        return Outside.OPEN
    gone = last.keeps_personal or last.manifest.kind_of_act in _GONE_AT_ITS_END
    over = now >= ended_at + _read_on(last.manifest, past_for)
    return Outside.CLOSED if gone or over else Outside.PAST


def was_out(version: Version, now: datetime) -> bool:
    """Say whether a version ever stood outside, so that its address may be known."""
    if version.stays is not None or now < version.starts_at:
        return False
    return version.gone_at is None or version.starts_at < version.gone_at


def edges(matters: Iterable[Matter], *, past_for: timedelta) -> Iterator[datetime]:
    """Yield the instants at which something changes though nobody acts."""
    for matter in matters:
        last = matter.last
        yield last.starts_at
        if last.ends_at is not None:
            yield last.ends_at
            yield last.ends_at + _read_on(last.manifest, past_for)
        if matter.taken_down is not None:
            yield matter.taken_down.at + past_for


def _read_on(manifest: Manifest, past_for: timedelta) -> timedelta:
    """Return how long a version may be read on: as signed, and no longer than set."""
    signed = manifest.afterwards
    return (
        past_for if signed is None else min(past_for, timedelta(days=signed.past_days))
    )


def _after_withdrawal(matter: Matter, now: datetime, past_for: timedelta) -> Outside:
    taken = matter.taken_down
    told = (
        taken is not None
        and taken.cause in PUBLIC_CAUSES
        and now < taken.at + past_for
        # What was personal in it may stand in its title.
        and not matter.last.keeps_personal
    )
    return Outside.LINE if told else Outside.CLOSED


def _ended_at(version: Version) -> datetime | None:
    ends = [at for at in (version.ends_at, version.gone_at) if at is not None]
    return min(ends, default=None)
