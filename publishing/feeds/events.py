"""Turn a person's duties into the days of a calendar feed; pure, it writes no bytes.

A feed lies on telephones and on other people's servers. So it tells no names of staff,
no comments and no reasons; personal data in a title is masked; and the title of a
matter that is not for everybody stays here altogether (REQ-20, REQ-22).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from programme.canonical import canonical_bytes, sha256_hex
from programme.workdays import Workdays
from publishing.desk.personal import find_personal
from publishing.duties.days import Mark, is_provisional, marks_of
from publishing.duties.duty import Due, Duty, Ranked
from publishing.reminders.occasions import REMINDS_AT, soon_on

WITHHELD = "一件不对外公开的事项"
_MOST_TITLE = 60


_WORDS: Mapping[Mark, str] = MappingProxyType(
    {
        Mark.TARGET: "应发布",
        Mark.LEGAL: "法定最晚发布",
        Mark.ENDS: "展示期满",
        Mark.REVIEW: "到期复查",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Be one all-day event."""

    uid: str
    on: date
    summary: str
    description: str
    categories: tuple[str, ...]
    tentative: bool
    """Whether a coming notice may still move the day (暂定)."""
    alarms: tuple[timedelta, ...]
    """How long before or after the day's first minute to ring."""
    link: str
    """Below the staff's pages."""

    @property
    def digest(self) -> str:
        """Return the digest of what it says, by which a change is found."""
        said = [
            self.on.isoformat(),
            self.summary,
            self.description,
            list(self.categories),
            self.tentative,
            [str(one.total_seconds()) for one in self.alarms],
            self.link,
        ]
        return sha256_hex(canonical_bytes(said))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """Be an event with how often it has changed, and when last."""

    event: Event
    sequence: int
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """Be a person's calendar, ready to be written."""

    county: str
    """The id of the county's unit, which ends every name."""
    dated: tuple[Dated, ...] = field(default=())


def events_of(
    duties: Iterable[Ranked], *, county: str, workdays: Workdays
) -> tuple[Event, ...]:
    """Return the days of duties that have one, in order."""
    found = (
        event for one in duties for event in _of(one, county=county, workdays=workdays)
    )
    each = {event.uid: event for event in found}
    return tuple(sorted(each.values(), key=lambda event: (event.on, event.uid)))


def _of(one: Ranked, *, county: str, workdays: Workdays) -> Iterator[Event]:
    for mark, on in marks_of(one.duty):
        yield _event(one, on, mark, county=county, workdays=workdays)


def _event(
    one: Ranked, on: date, mark: Mark, *, county: str, workdays: Workdays
) -> Event:
    duty, due = one.duty, one.duty.due
    tentative = due is not None and is_provisional(due, mark)
    return Event(
        # The kind is not part of it: whose turn it is changes, the day's name stays.
        uid=f"{mark.value}-{duty.subject}@{county}.mingbai",
        on=on,
        summary=_summary(one, mark, tentative=tentative),
        description=_description(duty, due, tentative=tentative),
        categories=(_WORDS[mark], "等您办" if duty.mine else "本单位"),
        tentative=tentative,
        alarms=_alarms(on, mark, workdays, mine=duty.mine),
        link=duty.link,
    )


def _summary(one: Ranked, mark: Mark, *, tentative: bool) -> str:
    late = "超期·" if one.late and mark is not Mark.LEGAL else ""
    unsure = "（暂定）" if tentative else ""
    return f"{late}{_WORDS[mark]}{unsure}：{_title(one.duty)}（{one.duty.unit_name}）"


def _description(duty: Duty, due: Due | None, *, tentative: bool) -> str:
    lines = ["等您办。" if duty.mine else "本单位的事项，现在轮到同事办。"]
    if duty.ends:
        lines = ["过了这一天，屏上不再展示。"]
    if due is not None and due.legal_on is not None:
        on = due.legal_on
        lines.append(f"法定最晚 {on.year} 年 {on.month} 月 {on.day} 日发布。")
    if tentative:
        lines.append("放假通知还没有出全，这一天可能改。")
    lines.append("详情请登录明白管理页看。")
    return "\n".join(lines)


def _title(duty: Duty) -> str:
    """Return a title as it may leave the house."""
    if not duty.for_everyone:
        return WITHHELD
    told = duty.title
    for found in find_personal(told):
        told = f"{told[: found.start]}{found.masked}{told[found.end :]}"
    return told if len(told) <= _MOST_TITLE else f"{told[:_MOST_TITLE]}…"


def _alarms(
    on: date, mark: Mark, workdays: Workdays, *, mine: bool
) -> tuple[timedelta, ...]:
    """Return when the telephone rings: as often as the centre itself reminds."""
    if not mine:
        return ()
    at = timedelta(hours=REMINDS_AT.hour, minutes=REMINDS_AT.minute)
    if mark is Mark.LEGAL:
        return (at,)
    early = datetime.combine(soon_on(on, workdays), time()) - datetime.combine(
        on, time()
    )
    return (early + at, at)
