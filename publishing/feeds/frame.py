"""Put a page's content into its frame: head, ways, main part, foot; say nothing else.

Every page works from any web server and from a folder: addresses are relative, one
style sheet, no script, a policy that allows neither.
"""

from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from programme.boards import Board
from publishing.feeds.markup import el, to_html
from publishing.feeds.shown import PublicCounty, board_path
from publishing.feeds.words import board_words, word

POLICY: Final = (
    "default-src 'none'; img-src 'self' file:; style-src 'self' file:; "
    "base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Be one page before it is framed."""

    title: str
    main: tuple[Element | None, ...]
    up: str = "../"
    """The way from the page to the first one."""
    board: Board | None = None
    stem: str = ""
    """The place of its feeds, without their ending; empty: there are none."""
    feeds: str = "feeds"
    """The word before them."""
    robots: str | None = None
    """`noindex` for pages that say that something is not there."""


def framed(page: Page, county: PublicCounty) -> bytes:
    """Return a page's bytes."""
    site = word("site", county=county.name)
    title = page.title if page.title == site else f"{page.title} — {site}"
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("title", title),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", http_equiv="Content-Security-Policy", content=POLICY),
        el("meta", name="referrer", content="no-referrer"),
        el("meta", name="robots", content=page.robots) if page.robots else None,
        el("link", rel="stylesheet", href=f"{page.up}site.css"),
        *_feeds(page, county),
    )
    body = el(
        "body",
        el("a", word("skip"), href="#main", class_="skip"),
        _ways(page, county),
        el("main", *page.main, id="main", tabindex="-1"),
        el("footer", el("p", word("foot"))),
        data_board=page.board.value if page.board else None,
    )
    return to_html(el("html", head, body, lang=word("language")))


def feed_links(page: Page, county: PublicCounty) -> Element | None:
    """Return the line that names the feeds beside a page."""
    if not (page.stem and county.address):
        return None
    at = f"{page.up}{page.stem}"
    return el(
        "p",
        word(page.feeds),
        el("a", "RSS", href=f"{at}.xml"),
        " ",
        el("a", "JSON Feed", href=f"{at}.json"),
        class_="feeds",
    )


def _feeds(page: Page, county: PublicCounty) -> tuple[Element, ...]:
    if not (page.stem and county.address):
        return ()
    at = f"{page.up}{page.stem}"
    kinds = (("application/rss+xml", "xml"), ("application/feed+json", "json"))
    return tuple(
        el("link", rel="alternate", type=kind, href=f"{at}.{ending}")
        for kind, ending in kinds
    )


def _ways(page: Page, county: PublicCounty) -> Element:
    boards = (
        el(
            "li",
            el(
                "a",
                board_words(board)[1],
                href=f"{page.up}{board_path(board)}",
            ),
        )
        for board in Board
    )
    return el(
        "header",
        el(
            "p",
            el("a", word("site", county=county.name), href=f"{page.up}index.html"),
            class_="site",
        ),
        el("nav", el("ul", *boards), aria_label=word("boards")),
    )
