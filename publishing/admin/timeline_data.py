"""Turn a schedule into what the timeline component draws; pure, no words are decided.

Days are numbers from the first day on, groups and units are places in lists, so that
three hundred disclosures on forty groups stay small on the wire.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, TypeAlias

from programme.boards import DisplayKind
from programme.hours import EVERY_WEEKDAY, spans_on
from programme.power import PowerSchedule, Resting, service_cut_by
from publishing.admin.dates import Calendar, long_lasting
from publishing.admin.fields import spans_text
from publishing.admin.load_words import days_words, remedy_words, wait_words
from publishing.admin.names import name_of, names_of
from publishing.admin.power_form import power_today
from publishing.admin.promotion import MARK
from publishing.inspection.bars import Bar, BarState, DayKind, DayMark, Lane, Schedule
from publishing.schedule.shares import PartLoad
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
            "t": f"【{MARK}】{bar.title}" if bar.promotional else bar.title,
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
    often = f"每小时各 {lane.now.per_hour} 次（要 {lane.least_per_hour}）"
    return (loop, often, *_wait_words(lane))


def _wait_words(lane: Lane) -> tuple[str, ...]:
    """Return how long what is owed is waited for, and what has only what is left."""
    now = lane.now
    if not now.owed:
        return ()
    wait = (
        f"最多隔 {long_lasting(now.longest_s * 1000)}"
        f"（要求 {lane.most_minutes_between} 分钟内）"
    )
    rest = f"{now.items - now.owed} 件只用剩下的时间" if now.squeezed else ""
    return tuple(filter(None, (wait, days_words(now), rest)))


def few_words(lane: Lane, calendar: Calendar) -> str:
    """Return when items come on too seldom this week; empty if they never do."""
    part = lane.tightest
    if part is None:
        return ""
    words = _fault_words(part, lane.least_per_hour)
    on = "今天" if part.on == calendar.today else calendar.day(part.on)
    return f"{on} {words}" if words else ""


def _fault_words(part: PartLoad, least: int) -> str:
    span = f"{part.from_time:%-H:%M}—{part.to_time:%-H:%M}"
    load = part.load
    if not load.in_time:
        return f"{span} {wait_words(load)}"
    if not load.daily:
        return "，".join(filter(None, ("放不完每一页", days_words(load))))
    return f"{span} 每小时只有 {load.per_hour} 次" if load.below(least) else ""


def _group(lane: Lane, calendar: Calendar) -> Data:
    few = ""
    if few_words(lane, calendar):
        part = lane.tightest
        many = part is not None and part.load.too_much
        few = "太多，放不下一轮" if many else "次数不够，可分到别屏"
    return {
        "id": lane.group,
        "name": lane.name,
        "lines": [*load_words(lane), *_hours_words(lane, calendar)],
        "few": few,
    }


def _hours_words(lane: Lane, calendar: Calendar) -> tuple[str, ...]:
    """Return when a group is served today, and when its panels are on."""
    weekday = calendar.today.isoweekday()
    served = spans_text(spans_on(lane.service_hours, weekday))
    told = f"今天服务 {served}" if served else "今天不服务"
    if lane.power is None:
        return (told,)
    return told, power_today(lane.power, weekday)


def _letter(mark: DayMark) -> str:
    letter = _LETTERS[mark.kind]
    return letter.upper() if mark.provisional else letter


def warnings_of(schedule: Schedule, calendar: Calendar) -> Iterator[str]:
    """Yield what on the whole schedule wants a person."""
    for lane in schedule.lanes:
        few = few_words(lane, calendar)
        if few:
            yield f"{lane.name}：{few}{_wanted(lane)}。"
        if lane.power is not None and lane.power.cuts_service:
            yield from _dark_words(lane, lane.power)
    for bar in schedule.bars:
        if bar.wrong:
            yield f"《{bar.title}》：{bar.wrong}"


def _dark_words(lane: Lane, power: PowerSchedule) -> Iterator[str]:
    """Yield which hours of service a power schedule cuts, and what that costs."""
    cut = service_cut_by(power.on, lane.service_hours)
    if cut:
        days = "、".join(
            dict.fromkeys(name_of("weekday", weekday) for weekday, _ in cut)
        )
        resting = "关屏" if power.resting is Resting.OFF else "调暗"
        yield (
            f"{lane.name}：{days}的服务时间里按开屏时间{resting}，"
            "次数不够的那天记为节电关屏。"
        )


def _wanted(lane: Lane) -> str:
    load = lane.tightest.load if lane.tightest else lane.now
    if not load.in_time:
        return f"，要在 {lane.most_minutes_between} 分钟内。{remedy_words(load)}"
    if not load.daily:
        return f"。{remedy_words(load)}"
    return f"，要 {lane.least_per_hour} 次"


def ending_soon(schedule: Schedule) -> tuple[Bar, ...]:
    """Return what is on now and ends within a week, soonest first."""
    last = schedule.today + _WEEK
    found = [
        (bar.last_on, bar.title, bar)
        for bar in schedule.bars
        if bar.state is BarState.SHOWING and bar.last_on and bar.last_on <= last
    ]
    return tuple(bar for *_, bar in sorted(found, key=lambda one: one[:2]))
