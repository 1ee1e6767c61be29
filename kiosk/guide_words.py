"""Put a service item's guide into words: 找谁, 带什么, 怎么办; it finds nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from directory.model import Counter, Department, Material, ServiceItem
from kiosk.calendar_words import spans_words
from kiosk.floor_plan import floor_words
from kiosk.words import Words
from programme.hours import DayHours, spans_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Be one paper to bring."""

    name: str
    count: str
    """原件 1 份; empty where only the note says what to do."""
    note: str
    spoken: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Be one figure of a guide with its name."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """Be a remark below the steps."""

    icon: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideWords:
    """Be the whole answer as its page shows it."""

    id: str
    title: str
    window: str
    window_tail: str
    tail_leads: bool
    """The tail stands before the number: Window 3."""
    window_spoken: str
    place: str
    office: str
    hours: tuple[str, ...]
    telephone: str
    need_count: str
    papers: tuple[Paper, ...]
    facts: tuple[Fact, ...]
    steps: tuple[str, ...]
    who: str
    result: str
    asides: tuple[Aside, ...]
    note: str
    """What to know of the guide's own language; empty in Chinese."""


def guide_words(
    item: ServiceItem, counter: Counter, office: Department, words: Words
) -> GuideWords:
    """Return the words of a service item's guide."""
    window, tail = window_parts(counter, words)
    zone = words("answer.zone", zone=counter.zone) if counter.zone else ""
    return GuideWords(
        id=item.id,
        title=item.plain_name,
        window=window,
        window_tail=tail,
        tail_leads=words.leads("answer.window.spoken", "tail", "window"),
        window_spoken=words("answer.window.spoken", window=window, tail=tail).strip(),
        place=f"{floor_words(counter.floor, words)}{zone}{words('comma')}{counter.way}",
        office=office.short_name,
        hours=hours_words(counter.hours, words),
        telephone=counter.telephone,
        need_count=words(
            "answer.papers" if item.materials else "answer.no_papers",
            count=len(item.materials),
        ),
        papers=tuple(paper_words(material, words) for material in item.materials),
        facts=_facts(item, words),
        steps=item.steps,
        who=words("answer.for", who=item.who),
        result=words("answer.result", what=item.result),
        asides=tuple(_asides(item, words)),
        note=words("answer.chinese_only"),
    )


def window_parts(counter: Counter, words: Words) -> tuple[str, str]:
    """Return a window's number and what follows it: 12, 号窗口; a room has no tail."""
    numbered = counter.window.replace("—", "").replace("-", "").isdigit()
    return counter.window, words("answer.window.tail") if numbered else ""


def window_words(counter: Counter, words: Words) -> str:
    """Return a window in one piece: 12 号窗口."""
    window, tail = window_parts(counter, words)
    if not tail:
        return window
    return words("answer.window.name", window=window, tail=tail)


def hours_words(hours: Sequence[DayHours], words: Words) -> tuple[str, ...]:
    """Return a counter's hours, days that are alike in one line."""
    days = [(day, spans_on(tuple(hours), day)) for day in range(1, 8)]
    lines = []
    for spans, group in groupby(days, key=lambda pair: pair[1]):
        numbers = [day for day, _ in group]
        if spans:
            said = words(f"weekday.{numbers[0]}")
            if len(numbers) > 1:
                last = words(f"weekday.{numbers[-1]}")
                said = words("answer.days", first=said, last=last)
            lines.append(f"{said} {spans_words(spans, words)}")
    return tuple(lines)


def paper_words(material: Material, words: Words) -> Paper:
    """Return the words of one paper to bring."""
    counts = []
    if material.originals:
        counts.append(words("answer.originals", count=material.originals))
    if material.copies:
        counts.append(words("answer.copies", count=material.copies))
    if counts and not material.required:
        counts.append(words("answer.if_any"))
    count = words("comma").join(counts)
    said = (material.name, count, material.note)
    return Paper(
        name=material.name,
        count=count,
        note=material.note,
        spoken=words("comma").join(part for part in said if part),
    )


def _facts(item: ServiceItem, words: Words) -> tuple[Fact, ...]:
    days, visits = item.promised_working_days, item.visits
    found = [Fact(name=words("answer.fee"), value=item.fee)]
    if days is not None:
        on_the_spot = words("answer.on_the_spot")
        value = words("answer.days_value", days=days) if days else on_the_spot
        found.insert(0, Fact(name=words("answer.days_name"), value=value))
    if visits is not None:
        none = words("answer.no_visit")
        value = words("answer.visits_value", count=visits) if visits else none
        found.append(Fact(name=words("answer.visits"), value=value))
    return tuple(found)


def _asides(item: ServiceItem, words: Words) -> list[Aside]:
    found = []
    if item.online:
        found.append(Aside(icon="home", text=words("answer.online", way=item.online)))
    if item.help:
        found.append(Aside(icon="home_health", text=item.help))
    return found
