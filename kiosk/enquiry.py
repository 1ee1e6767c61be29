"""Turn what the index answers into rows and words; it searches nothing itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from directory.answer import Answer, AnswerKind, Clarifying, ClarifyingOption
from directory.model import ServiceItem
from kiosk.floor_plan import floor_words
from kiosk.guide import Guide
from kiosk.guide_words import window_words
from kiosk.highlight import marked_title
from kiosk.standing import place_of
from kiosk.words import Words

EVERY = "all"
"""The reply of who cannot say: all choices."""
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
class Reply:
    """Be one large button below a question that tells choices apart."""

    href: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Be what stands below the search box."""

    rows: tuple[ServiceRow, ...] = ()
    replies: tuple[Reply, ...] = ()
    """What can be said to the heading, where that is a question."""
    heading: str = ""
    hint: str = ""
    none: bool = False
    advice: str = ""
    count: str = ""


def rows_of(
    guide: Guide,
    items: Iterable[ServiceItem],
    words: Words,
    *,
    now: datetime,
    query: str = "",
) -> tuple[ServiceRow, ...]:
    """Return the rows of service items, each with the counter to go to now."""
    rows = []
    for item in items:
        office = guide.departments.get(item.department)
        if office is None:
            continue
        counter = place_of(guide, item, now, words).counter
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


def rows_seen(*, large: bool, reach: bool, banner: bool) -> int:
    """Return how many rows are wholly on view above the pad in these looks.

    The banner of an emergency notice takes the room of one.
    """
    return MOST_ROWS - large - reach - banner


def popular(
    guide: Guide, words: Words, *, now: datetime, most: int, by: str = "letters"
) -> Found:
    """Return what many people come for, offered before anything is typed.

    Args:
        guide: The directory.
        words: The words to say it with.
        now: The instant, for counters that have moved.
        most: How many rows are on view.
        by: What the pad has, letters or strokes.
    """
    often = [item for item in guide.items if item.popular][:most]
    return Found(
        rows=rows_of(guide, often, words, now=now),
        heading=words("find.popular") if often else "",
        hint=words(f"find.hint.{by}"),
    )


def found(
    guide: Guide,
    answer: Answer,
    query: str,
    words: Words,
    *,
    now: datetime,
    more_letters: bool,
    most: int,
    by: str = "letters",
) -> Found:
    """Return what stands below the search box for an answer.

    Args:
        guide: The directory that was asked.
        answer: What the index said.
        query: What was typed.
        words: The words to say it with.
        now: The instant, for counters that have moved.
        more_letters: A letter more may still lead to something.
        most: How many rows are on view.
        by: What the pad has, letters or strokes.
    """
    known = guide.by_item
    matched = [known[m.item] for m in answer.matches if m.item in known][:most]
    rows = rows_of(guide, matched, words, now=now, query=query)
    if answer.kind is AnswerKind.NONE or not rows:
        if more_letters:
            return Found(heading=words("find.go_on"), hint=words(f"find.hint.{by}"))
        advice = words("find.none.near" if rows else "find.none.advice")
        return Found(rows=rows, none=True, advice=advice)
    asks = answer.asks
    if asks is not None and len(asks.options) <= most:
        return Found(
            heading=words.named(f"facet.{asks.facet}", asks.question),
            replies=_replies(asks, words)[:most],
            hint=words(f"find.not_these.{by}"),
        )
    sure = answer.kind is AnswerKind.ITEMS
    return Found(
        rows=rows,
        heading="" if sure else words("find.choices"),
        hint=words(f"find.not_these.{by}"),
        count=words("find.count", count=len(rows)),
    )


def _replies(asks: Clarifying, words: Words) -> tuple[Reply, ...]:
    """Return what can be said; what leaves one item leads to it, all of them last."""
    replies = [
        Reply(
            href=f"/items/{option.items[0]}"
            if len(option.items) == 1
            else f"/find/replies/{option.id}",
            name=_reply_name(asks, option, words),
        )
        for option in asks.options
    ]
    every = Reply(href=f"/find/replies/{EVERY}", name=words("find.every"))
    return (*replies, every)


def _reply_name(asks: Clarifying, option: ClarifyingOption, words: Words) -> str:
    return words.named(f"facet.{asks.facet}.{option.id}", option.name)


def replied(
    answer: Answer, reply: str, words: Words
) -> tuple[str, tuple[str, ...]] | None:
    """Return the heading and the items that a reply leaves; None if it is none."""
    if reply == EVERY:
        return words("find.choices"), tuple(match.item for match in answer.matches)
    option = answer.asks.option(reply) if answer.asks else None
    if answer.asks is None or option is None:
        return None
    return _reply_name(answer.asks, option, words), option.items
