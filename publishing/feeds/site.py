"""Put the public site together out of what is shown: its files by their names; pure.

Every version that ever stood outside keeps its address: as long as its matter is there
it leads to it, and afterwards it says that it is gone, without a cause.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from programme.blocks import Revision, images_of
from programme.boards import Board
from publishing.feeds.leaving import Matter, Outside, Version, was_out
from publishing.feeds.list_pages import (
    board_page,
    first_page,
    missing_page,
    numbers_page,
    unit_page,
)
from publishing.feeds.matter_pages import closed_page, matter_page, older_page
from publishing.feeds.shown import (
    PublicCounty,
    Shown,
    board_path,
    matter_path,
    numbers_path,
    picture_path,
    unit_path,
    version_path,
)
from publishing.feeds.syndication import (
    Channel,
    channel_of,
    json_feed,
    newest,
    rss,
)
from publishing.feeds.words import board_words, word


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Be all files of the public site."""

    pages: Mapping[str, bytes]
    """By their names below the folder."""
    closing: frozenset[str] = frozenset()
    """Pages that hold nothing of a content: whatever stood there must go."""
    pictures: Mapping[str, str] = field(default_factory=dict)
    """The SHA-256 of each picture that a page shows, by its name."""


def earlier_versions(matter: Matter, now: datetime) -> tuple[Version, ...]:
    """Return the versions before the last that stood outside and may be named."""
    return tuple(
        one for one in matter.versions[:-1] if was_out(one, now) and not one.withdrawn
    )


def make_site(
    shown: Sequence[Shown], county: PublicCounty, *, now: datetime, style: bytes
) -> Site:
    """Return the files of the site.

    Args:
        shown: Every published matter, hidden ones too.
        county: What every page says of the county.
        now: The instant that the site is made for.
        style: The style sheet.
    """
    listed = sorted(
        (one for one in shown if one.listed),
        key=lambda one: (one.moved_at, one.matter.disclosure),
        reverse=True,
    )
    pages = dict(_matters(shown, county, now))
    pages |= dict(_lists(listed, county))
    if county.address:
        pages |= dict(_feeds(listed, county))
    pages["404.html"] = missing_page(county)
    pages["site.css"] = style
    return Site(
        pages=pages,
        closing=frozenset(_closing(shown)),
        pictures=dict(_pictures(listed)),
    )


def _matters(
    shown: Iterable[Shown], county: PublicCounty, now: datetime
) -> Iterator[tuple[str, bytes]]:
    closed = closed_page(county)
    for one in shown:
        if one.outside is Outside.HIDDEN:
            continue
        for old in one.matter.versions[:-1]:
            if was_out(old, now):
                yield version_path(old), older_page(one, old, county)
        page = matter_page(one, county) if one.listed else closed
        # A rescheduled version says the same: its page is that of the last.
        if was_out(one.last, now):
            yield version_path(one.last), page
        yield matter_path(one.matter.disclosure), page


def _closing(shown: Iterable[Shown]) -> Iterator[str]:
    """Yield the pages that say that something is not there, or not any more."""
    for one in shown:
        if one.outside not in {Outside.OPEN, Outside.PAST}:
            yield version_path(one.last)
            yield matter_path(one.matter.disclosure)
        else:
            same = version_path(one.last)
            old = (version_path(each) for each in one.matter.versions[:-1])
            yield from (path for path in old if path != same)


def _lists(
    listed: Sequence[Shown], county: PublicCounty
) -> Iterator[tuple[str, bytes]]:
    yield "index.html", first_page(listed, county)
    for board in Board:
        yield board_path(board), board_page(board, listed, county)
    for unit in county.units:
        yield unit_path(unit.id), unit_page(unit, listed, county)
    for year in sorted({one.matter.register_year for one in listed}):
        yield numbers_path(year), numbers_page(year, listed, county)


def _feeds(
    listed: Sequence[Shown], county: PublicCounty
) -> Iterator[tuple[str, bytes]]:
    for channel, some in _channels(listed, county):
        told = newest(some)
        yield f"{channel.stem}.xml", rss(channel, told, county)
        yield f"{channel.stem}.json", json_feed(channel, told, county)
    for one in listed:
        channel, told = channel_of(one, county), newest((one,))
        yield f"{channel.stem}.xml", rss(channel, told, county)
        yield f"{channel.stem}.json", json_feed(channel, told, county, whole=True)


def _channels(
    listed: Sequence[Shown], county: PublicCounty
) -> Iterator[tuple[Channel, Sequence[Shown]]]:
    site = word("site", county=county.name)
    yield Channel(title=site, stem="index"), listed
    for board in Board:
        title = word("about_feed", site=site, name=board_words(board)[1])
        mine = [one for one in listed if one.last.manifest.board is board]
        yield Channel(title=title, stem=f"board/{board.value}"), mine
    for unit in county.units:
        title = word("about_feed", site=site, name=unit.name)
        mine = [one for one in listed if one.last.manifest.unit == unit.id]
        yield Channel(title=title, stem=f"u/{unit.id}"), mine


def _pictures(listed: Iterable[Shown]) -> Iterator[tuple[str, str]]:
    for one in listed:
        for sha256 in _images(one.revision):
            ending = (one.endings or {}).get(sha256)
            if ending is not None:
                yield picture_path(sha256, ending), sha256


def _images(revision: Revision | None) -> tuple[str, ...]:
    if revision is None:
        return ()
    return tuple(ref.sha256 for ref in images_of(revision.blocks))
