"""Make the pages of one matter: its version, an older one, what is closed; pure."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import assert_never
from xml.etree.ElementTree import Element

from programme.blocks import AssetRef, Revision
from programme.mandate import DayKind
from programme.manifest import Manifest
from publishing.feeds.blocks import elements_of, split_policy
from publishing.feeds.frame import Page, feed_links, framed
from publishing.feeds.leaving import Matter, Outside, Version
from publishing.feeds.markup import el
from publishing.feeds.shown import (
    PublicCounty,
    Shown,
    matter_stem,
    picture_path,
    unit_path,
    version_path,
)
from publishing.feeds.words import board_words, day_words, word

_INSTANT = timedelta(microseconds=1)
_NOINDEX = "noindex"
_NO_COPIES = "noindex, noarchive"
"""Of what names people: search engines would keep it beyond its end (REQ-22)."""


def matter_page(shown: Shown, county: PublicCounty) -> bytes:
    """Return the page of the version that hangs, or what may be said in its place."""
    match shown.outside:
        case Outside.OPEN | Outside.PAST:
            if shown.revision is None:
                return closed_page(county)
            return _version_page(shown, shown.revision, county)
        case Outside.LINE:
            return _line_page(shown, county)
        case Outside.CLOSED | Outside.HIDDEN:
            return closed_page(county)
        case _ as never:
            assert_never(never)


def older_page(shown: Shown, old: Version, county: PublicCounty) -> bytes:
    """Return the page of a version that another took the place of.

    It leads to the newer one and repeats nothing of the old: what was wrong is not
    carried on.
    """
    if old.withdrawn or shown.outside not in {Outside.OPEN, Outside.PAST}:
        return closed_page(county)
    number = shown.matter.versions.index(old)
    after = shown.matter.versions[number + 1]
    on = day_words(county.day(after.approved_at))
    target = f"../{version_path(shown.last)}"
    main = (
        el("h1", word("newer_title")),
        el("p", word("newer", number=number + 1, date=on)),
        el("p", word("newer_why", why=after.note)) if after.note else None,
        el("p", el("a", word("newer_link"), href=target, class_="way")),
        el("p", f"{word('fingerprint')}：", el("code", old.sha256), class_="hash"),
    )
    return framed(Page(title=word("newer_title"), main=main, robots=_NOINDEX), county)


def closed_page(county: PublicCounty) -> bytes:
    """Return the one page of all that is not outside any more; it tells no cause."""
    title = word("closed_title")
    main = (
        el("h1", title),
        el("p", word("closed")),
        el("p", el("a", word("home"), href="../index.html", class_="way")),
    )
    return framed(Page(title=title, main=main, robots=_NOINDEX), county)


def _line_page(shown: Shown, county: PublicCounty) -> bytes:
    taken = shown.matter.taken_down
    if taken is None:
        return closed_page(county)
    on = day_words(county.day(taken.at))
    said = word(f"line.{taken.cause.value}", title=shown.last.manifest.title, date=on)
    page = Page(
        title=word("line_title"),
        main=(),
        board=shown.last.manifest.board,
        robots=_NOINDEX,
        stem=matter_stem(shown.matter.disclosure),
        feeds="feeds_of_one",
    )
    main = (
        el("h1", word("line_title")),
        el("p", said),
        el("p", f"{word('number')} {shown.matter.register_number}"),
        el("p", el("a", word("line_link"), href=f"../{shown.explained_at}"))
        if shown.explained_at
        else None,
        feed_links(page, county),
    )
    return framed(replace(page, main=main), county)


def _version_page(shown: Shown, revision: Revision, county: PublicCounty) -> bytes:
    manifest = shown.last.manifest
    document, policy = split_policy(revision.blocks)
    address = partial(_picture, shown)
    article = el("article", *elements_of(document, address, below=1), class_="text")
    parts = [article]
    if policy:
        head = el("h2", word("policy"), id="policy")
        told = elements_of(policy, address, below=2)
        parts.append(el("section", head, *told, aria_labelledby="policy"))
    page = Page(
        title=manifest.title,
        main=(),
        board=manifest.board,
        robots=_NO_COPIES if shown.names_somebody else None,
        stem=matter_stem(manifest.disclosure),
        feeds="feeds_of_one",
    )
    main = (
        _head(manifest, county),
        _past_note(shown, county),
        _facts(shown, county),
        el("div", *parts, class_="beside" if policy else None),
        _history(shown, county),
        feed_links(page, county),
        _origin(shown, county),
    )
    return framed(replace(page, main=main), county)


def _picture(shown: Shown, image: AssetRef) -> str:
    ending = (shown.endings or {}).get(image.sha256, "bin")
    return f"../{picture_path(image.sha256, ending)}"


def _head(manifest: Manifest, county: PublicCounty) -> Element:
    seal, _ = board_words(manifest.board)
    return el(
        "div",
        el(
            "p",
            el("span", seal, class_="seal", aria_hidden="true"),
            el("span", county.board_name(manifest.unit, manifest.board)),
            el("span", word(f"kind.{manifest.kind_of_act.value}"), class_="act"),
            class_="board",
        ),
        el("h1", manifest.title),
        class_="head",
    )


def _past_note(shown: Shown, county: PublicCounty) -> Element | None:
    end = shown.last.ends_at or shown.last.gone_at
    if shown.outside is not Outside.PAST or end is None:
        return None
    on = day_words(county.day(end - _INSTANT))
    return el("p", word("past_note", date=on), class_="note")


def _facts(shown: Shown, county: PublicCounty) -> Element:
    manifest, matter = shown.last.manifest, shown.matter
    unit = el("a", manifest.unit_name, href=f"../{unit_path(manifest.unit)}")
    return _pairs(
        (
            (word("unit"), unit),
            (word("number"), matter.register_number),
            (word("published"), published_words(shown.last, shown.matter, county)),
            (word("clock"), clock_words(shown.last, county)),
            (word("objections"), manifest.objections_telephone),
        ),
        label=word("facts"),
    )


def _pairs(rows: Iterable[tuple[str, Element | str]], *, label: str) -> Element:
    pairs = (
        el("div", el("dt", name), el("dd", value))
        for name, value in rows
        if not isinstance(value, str) or value
    )
    return el("dl", *pairs, class_="facts", aria_label=label)


def published_words(version: Version, matter: Matter, county: PublicCounty) -> str:
    """Return the day of publication, or since when it hung before that."""
    since = version.manifest.hung_since
    if since is not None:
        return word("hung_since", date=day_words(since))
    return day_words(county.day(matter.published_at))


def clock_words(version: Version, county: PublicCounty) -> str:
    """Return how long a version is shown at least, and until when."""
    mandate = version.manifest.mandate
    days = mandate.show_at_least_days
    working = mandate.show_day_kind is DayKind.WORKING
    least = "least_working" if working else "least_calendar"
    parts = [word(least, days=days)] if days else []
    if version.ends_at is not None:
        on = day_words(county.day(version.ends_at - _INSTANT))
        parts.append(word("until", date=on))
    elif version.expected_at is not None:
        on = day_words(county.day(version.expected_at - _INSTANT))
        parts.append(word("until_provisional", date=on))
    else:
        parts.append(word("long_term"))
    return "，".join(parts)


def _origin(shown: Shown, county: PublicCounty) -> Element | None:
    """Return where a printed copy comes from; it shows on paper alone."""
    if not county.address:
        return None
    at = f"{county.address}/{version_path(shown.last)}"
    return el("p", word("origin", address=at), class_="origin")


def _history(shown: Shown, county: PublicCounty) -> Element:
    """Return every version that stood outside, newest first (REQ-13)."""
    versions = shown.matter.versions
    told = (*shown.earlier, shown.last)
    heads = (word("version_column"), word("on_column"), word("why_column"))
    rows = (
        el(
            "tr",
            el(
                "th",
                word("version_number", number=versions.index(one) + 1),
                scope="row",
            ),
            el("td", day_words(county.day(one.approved_at))),
            el("td", one.note or word("first_version")),
        )
        for one in reversed(told)
    )
    table = el(
        "table",
        el("thead", el("tr", *(el("th", head, scope="col") for head in heads))),
        el("tbody", *rows),
    )
    box = el(
        "div",
        table,
        class_="wide",
        role="region",
        aria_label=word("history"),
        tabindex="0",
    )
    named = _pairs(
        (
            (word("category"), shown.category),
            (word("version"), word("version_number", number=len(versions))),
            (word("fingerprint"), el("code", shown.last.sha256)),
        ),
        label=word("version"),
    )
    return el("section", el("h2", word("history")), box, named, class_="history")
