"""Make the pages that list matters: first page, boards, units, registers; pure."""

from collections.abc import Iterable, Sequence
from typing import Final
from xml.etree.ElementTree import Element

from programme.boards import Board
from publishing.feeds.frame import Page, feed_links, framed
from publishing.feeds.leaving import Outside
from publishing.feeds.markup import el
from publishing.feeds.shown import (
    PublicCounty,
    PublicUnit,
    Shown,
    board_path,
    numbers_path,
    unit_path,
    version_path,
)
from publishing.feeds.words import board_words, day_words, word

MOST_LISTED: Final = 300
_NEWEST: Final = 20


def first_page(shown: Sequence[Shown], county: PublicCounty) -> bytes:
    """Return the first page: boards, what is newest, units, registers."""
    site = word("site", county=county.name)
    open_now = [one for one in shown if one.outside is Outside.OPEN]
    years = sorted({one.matter.register_year for one in shown}, reverse=True)
    page = Page(title=site, main=(), up="", stem="index")
    main = (
        el("h1", site),
        el("ul", *(_tile(board, open_now) for board in Board), class_="tiles"),
        el("h2", word("newest")),
        _list(open_now[:_NEWEST], county, up=""),
        el("h2", word("units")),
        _units(open_now, county),
        el("h2", word("numbers")),
        el("ul", *(_year(year) for year in years)),
        feed_links(page, county),
    )
    return framed(Page(title=site, main=main, up="", stem="index"), county)


def board_page(board: Board, shown: Sequence[Shown], county: PublicCounty) -> bytes:
    """Return the page of a board of the whole county."""
    mine = [one for one in shown if one.last.manifest.board is board]
    seal, name = board_words(board)
    return _listing(
        Page(title=name, main=(), board=board, stem=f"board/{board.value}"),
        el("h1", el("span", seal, class_="seal", aria_hidden="true"), name),
        mine,
        county,
    )


def unit_page(unit: PublicUnit, shown: Sequence[Shown], county: PublicCounty) -> bytes:
    """Return the page of a unit."""
    mine = [one for one in shown if one.last.manifest.unit == unit.id]
    return _listing(
        Page(title=unit.name, main=(), stem=f"u/{unit.id}"),
        el("h1", unit.name),
        mine,
        county,
    )


def numbers_page(year: int, shown: Sequence[Shown], county: PublicCounty) -> bytes:
    """Return the register of a year, in the order of its numbers."""
    mine = [one for one in shown if one.matter.register_year == year]
    mine.sort(key=lambda one: one.matter.register_number)
    names = ("number", "title_column", "unit_column", "published", "state_column")
    heads = (el("th", word(name), scope="col") for name in names)
    table = el(
        "table",
        el("thead", el("tr", *heads)),
        el("tbody", *(_numbered(one, county) for one in mine)),
    )
    title = word("register_of", year=year)
    box = el(
        "div",
        table,
        class_="wide register",
        role="region",
        aria_label=title,
        tabindex="0",
    )
    return framed(Page(title=title, main=(el("h1", title), box)), county)


def missing_page(county: PublicCounty) -> bytes:
    """Return what a web server may show where there is no page."""
    title = word("missing_title")
    up = f"{county.address}/" if county.address else "/"
    main = (
        el("h1", title),
        el("p", word("missing")),
        el("p", el("a", word("home"), href=f"{up}index.html", class_="way")),
    )
    return framed(Page(title=title, main=main, up=up, robots="noindex"), county)


def state_words(shown: Shown) -> str:
    """Return how a matter stands, in a word."""
    return word(f"state.{shown.outside.value}")


def _listing(
    page: Page, head: Element, shown: Sequence[Shown], county: PublicCounty
) -> bytes:
    sections: list[Element] = []
    for outside, name in (
        (Outside.OPEN, "open_now"),
        (Outside.PAST, "past"),
        (Outside.LINE, "taken"),
    ):
        some = [one for one in shown if one.outside is outside]
        if some or outside is Outside.OPEN:
            sections += [el("h2", word(name)), _list(some, county, up="../")]
    main = (head, *sections, feed_links(page, county))
    whole = Page(
        title=page.title, main=main, board=page.board, stem=page.stem, up=page.up
    )
    return framed(whole, county)


def _list(shown: Sequence[Shown], county: PublicCounty, *, up: str) -> Element:
    if not shown:
        return el("p", word("none"))
    rows = el(
        "ul",
        *(_row(one, county, up=up) for one in shown[:MOST_LISTED]),
        class_="rows",
    )
    more = len(shown) > MOST_LISTED
    told = el("p", word("more", count=MOST_LISTED)) if more else None
    return el("div", rows, told)


def _row(shown: Shown, county: PublicCounty, *, up: str) -> Element:
    manifest = shown.last.manifest
    seal, _ = board_words(manifest.board)
    about = word(
        "row",
        date=day_words(county.day(shown.matter.published_at)),
        kind=word(f"kind.{manifest.kind_of_act.value}"),
        state=state_words(shown),
    )
    return el(
        "li",
        el("span", seal, class_="seal", aria_hidden="true"),
        el(
            "div",
            el("a", manifest.title, href=f"{up}{version_path(shown.last)}"),
            el("p", f"{manifest.unit_name}　{about}"),
        ),
        data_board=manifest.board.value,
    )


def _tile(board: Board, open_now: Iterable[Shown]) -> Element:
    count = sum(one.last.manifest.board is board for one in open_now)
    seal, name = board_words(board)
    return el(
        "li",
        el(
            "a",
            el("span", seal, class_="seal", aria_hidden="true"),
            el("b", name),
            el("span", str(count), class_="count"),
            href=board_path(board),
        ),
        data_board=board.value,
    )


def _units(open_now: Iterable[Shown], county: PublicCounty) -> Element:
    counts: dict[str, int] = {}
    for one in open_now:
        unit = one.last.manifest.unit
        counts[unit] = counts.get(unit, 0) + 1
    links = (
        el(
            "li",
            el("a", unit.name, href=unit_path(unit.id)),
            f" {counts.get(unit.id, 0)}",
        )
        for unit in county.units
    )
    return el("ul", *links, class_="units")


def _year(year: int) -> Element:
    return el("li", el("a", word("register_of", year=year), href=numbers_path(year)))


def _numbered(shown: Shown, county: PublicCounty) -> Element:
    manifest, matter = shown.last.manifest, shown.matter
    return el(
        "tr",
        el("th", matter.register_number, scope="row"),
        el("td", el("a", manifest.title, href=f"../{version_path(shown.last)}")),
        el("td", manifest.unit_name),
        el("td", day_words(county.day(matter.published_at))),
        el("td", state_words(shown)),
    )
