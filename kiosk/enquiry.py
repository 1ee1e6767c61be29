"""Turn what the index answers into rows and words; it searches nothing itself."""

from collections.abc import Iterable
from dataclasses import dataclass

from directory.answer import Answer, AnswerKind
from directory.model import ServiceItem
from kiosk.floor_plan import floor_words
from kiosk.guide_words import window_words
from kiosk.highlight import marked_title
from kiosk.shelf import Guide
from kiosk.words import Words

MOST_ROWS = 4
"""More answers than this are not looked through by anybody who stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRow:
    """Be one service item as a row."""

    id: str
    title: tuple[tuple[str, bool], ...]
    """The name in pieces, told which of them were typed."""
    office: str
    window: str
    floor: str
    spoken: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Be what stands below the search box."""

    rows: tuple[ServiceRow, ...] = ()
    heading: str = ""
    hint: str = ""
    none: bool = False
    advice: str = ""
    count: str = ""


def rows_of(
    guide: Guide, items: Iterable[ServiceItem], words: Words, *, query: str = ""
) -> tuple[ServiceRow, ...]:
    """Return the rows of service items whose counter is known."""
    rows = []
    for item in items:
        counter = guide.counters.get(item.counter)
        office = guide.departments.get(item.department)
        if counter is None or office is None:
            continue
        window = window_words(counter, words)
        floor = floor_words(counter.floor, words)
        said = (item.plain_name, window, floor, office.short_name)
        rows.append(
            ServiceRow(
                id=item.id,
                title=marked_title(item, guide.readings.get(item.id), query),
                office=office.short_name,
                window=window,
                floor=floor,
                spoken=words("comma").join(said),
            )
        )
    return tuple(rows)


def rows_seen(*, large: bool, reach: bool) -> int:
    """Return how many rows are wholly on view above the pad in these looks."""
    return MOST_ROWS - large - reach


def popular(guide: Guide, words: Words, *, most: int) -> Found:
    """Return what many people come for, offered before anything is typed."""
    often = [item for item in guide.items if item.popular][:most]
    return Found(
        rows=rows_of(guide, often, words),
        heading=words("find.popular") if often else "",
        hint=words("find.hint"),
    )


def found(
    guide: Guide,
    answer: Answer,
    query: str,
    words: Words,
    *,
    more_letters: bool,
    most: int,
) -> Found:
    """Return what stands below the search box for an answer.

    Args:
        guide: The directory that was asked.
        answer: What the index said.
        query: What was typed.
        words: The words to say it with.
        more_letters: A letter more may still lead to something.
        most: How many rows are on view.
    """
    known = guide.by_item
    matched = [known[m.item] for m in answer.matches if m.item in known][:most]
    rows = rows_of(guide, matched, words, query=query)
    if answer.kind is AnswerKind.NONE or not rows:
        if more_letters:
            return Found(heading=words("find.go_on"), hint=words("find.hint"))
        advice = words("find.none.near" if rows else "find.none.advice")
        return Found(rows=rows, none=True, advice=advice)
    sure = answer.kind is AnswerKind.ITEMS
    return Found(
        rows=rows,
        heading="" if sure else words("find.choices"),
        hint=words("find.not_these"),
        count=words("find.count", count=len(rows)),
    )
