"""Turn a schedule into what the timeline component draws; pure, no words are decided.

Days are numbers from the first day on, groups and units are places in lists, so that
three hundred disclosures on forty groups stay small on the wire.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, TypeAlias

from programme.boards import DisplayKind
from programme.hours import EVERY_WEEKDAY
from publishing.admin.dates import Calendar, long_lasting
from publishing.admin.fields import spans_text
from publishing.admin.names import name_of, names_of
from publishing.inspection.bars import Bar, BarState, DayKind, DayMark, Lane, Schedule
from publishing.tables.schedule import EndKind

Data: TypeAlias = dict[str, Any]
_WEEK = timedelta(days=7)
_LETTERS = {
    DayKind.WORKED: "w",
    DayKind.WEEKEND: "o",
    DayKind.HOLIDAY: "h",
    DayKind.MAKE_UP: "m",
}


def keys_of(bars: tuple[Bar, ...]) -> Mapping[str, Bar]:
    """Return bars by a key that stays the same while they stay the same."""
    found: dict[str, Bar] = {}
    for bar in bars:
        asks = bar.state in {BarState.DRAFTING, BarState.WAITING}
        key = bar.draft if asks else f"{bar.disclosure}@{bar.groups[0]}"
        again = 1
        while key in found:
            again += 1
            key = f"{key}#{again}"
        found[key] = bar
    return found


def data_of(
    schedule: Schedule, calendar: Calendar, *, view_on: date, days: int
) -> Data:
    """Return what the component draws.

    Args:
        schedule: Days, groups and windows.
        calendar: The moment at which the page is read.
        view_on: The first day in view.
        days: How many days are in view.
    """
    base = schedule.days[0].on
    local = calendar.local(calendar.now)
    day_share = (local.hour * 60 + local.minute) / 1440
    units = {bar.unit: bar.unit_name for bar in schedule.bars}
    packer = _Packer(schedule, base, tuple(units))
    return {
        "base": base.isoformat(),
        "days": "".join(map(_letter, schedule.days)),
        "today": (schedule.today - base).days,
        "now": round((schedule.today - base).days + day_share, 3),
        "view": {"from": (view_on - base).days, "days": days},
        "groups": [_group(lane, calendar) for lane in schedule.lanes],
        "units": list(units.values()),
        "boards": dict(names_of("board")),
        "states": {state.value: name_of("bar_state", state) for state in BarState},
        "rules": [
            {"words": rule.words, "floors": rule.floors} for rule in schedule.rules
        ],
        "bars": [packer.bar(key, bar) for key, bar in keys_of(schedule.bars).items()],
    }


class _Packer:
    """Write bars by places and numbers."""

    def __init__(self, schedule: Schedule, base: date, units: tuple[str, ...]) -> None:
        self._base = base
        self._groups = {lane.group: at for at, lane in enumerate(schedule.lanes)}
        self._units = {unit: at for at, unit in enumerate(units)}
        self._rules = {rule.name: at for at, rule in enumerate(schedule.rules)}

    def bar(self, key: str, bar: Bar) -> Data:
        """Return one bar; what is empty is left out."""
        bounds = bar.bounds
        told: Data = {
            "k": key,
            "t": bar.title,
            "b": bar.board.value,
            "u": self._units[bar.unit],
            "n": bar.register_number,
            "g": [self._groups[one] for one in bar.groups if one in self._groups],
            "s": bar.state.value,
            "a": self._at(bar.first_on),
            "z": self._at(bar.last_on),
            "m": self._at(bar.must_until_on),
            "r": self._at(bar.removed_on),
            "prov": bar.end_kind is EndKind.PROVISIONAL,
            "lo": self._at(bounds.least_on) if bounds else None,
            "hi": self._at(bounds.most_on) if bounds else None,
            "why": bounds.why if bounds else "",
            "rule": self._rules.get(bar.rule),
            "auto": bar.by_rule,
            "stands": bar.stands,
            "wrong": bar.wrong,
            "short": bar.short_days or None,
            "when": when_words(bar),
        }
        kept = {"k", "t", "b", "u", "g", "s", "a", "rule"}
        return {
            name: value
            for name, value in told.items()
            if name in kept
            or (value is not None and value is not False and value != "")
        }

    def _at(self, on: date | None) -> int | None:
        return None if on is None else (on - self._base).days


def when_words(bar: Bar) -> str:
    """Return on which weekdays and at what times, if not always."""
    days = ""
    if bar.weekdays != EVERY_WEEKDAY:
        days = "、".join(name_of("weekday", day) for day in bar.weekdays)
    return "，".join(filter(None, (days, spans_text(bar.dayparts))))


def load_words(lane: Lane) -> tuple[str, ...]:
    """Return how full a group's loop is."""
    if not lane.now.items:
        return ("没有事项", "在放默认页")
    if lane.kind is DisplayKind.KIOSK:
        return (f"{lane.now.items} 件可查",)
    loop = f"{lane.now.items} 件，{long_lasting(lane.now.loop_s * 1000)}一轮"
    return loop, f"每小时各 {lane.now.per_hour} 次（要 {lane.least_per_hour}）"


def few_words(lane: Lane, calendar: Calendar) -> str:
    """Return when items come on too seldom this week; empty if they never do."""
    part = lane.tightest
    if part is None or not part.load.below(lane.least_per_hour):
        return ""
    on = "今天" if part.on == calendar.today else calendar.day(part.on)
    span = f"{part.from_time:%-H:%M}—{part.to_time:%-H:%M}"
    return f"{on} {span} 每小时只有 {part.load.per_hour} 次"


def _group(lane: Lane, calendar: Calendar) -> Data:
    few = "次数不够，可分到别屏" if few_words(lane, calendar) else ""
    return {
        "id": lane.group,
        "name": lane.name,
        "lines": list(load_words(lane)),
        "few": few,
    }


def _letter(mark: DayMark) -> str:
    letter = _LETTERS[mark.kind]
    return letter.upper() if mark.provisional else letter


def warnings_of(schedule: Schedule, calendar: Calendar) -> Iterator[str]:
    """Yield what on the whole schedule wants a person."""
    for lane in schedule.lanes:
        few = few_words(lane, calendar)
        if few:
            yield f"{lane.name}：{few}，要 {lane.least_per_hour} 次。"
    for bar in schedule.bars:
        if bar.wrong:
            yield f"《{bar.title}》：{bar.wrong}"


def ending_soon(schedule: Schedule) -> tuple[Bar, ...]:
    """Return what is on now and ends within a week, soonest first."""
    last = schedule.today + _WEEK
    found = [
        (bar.last_on, bar.title, bar)
        for bar in schedule.bars
        if bar.state is BarState.SHOWING and bar.last_on and bar.last_on <= last
    ]
    return tuple(bar for *_, bar in sorted(found, key=lambda one: one[:2]))
