"""Write what is listed as RSS 2.0 and as JSON Feed 1.1; pure, it lists nothing itself.

Nothing in a feed depends on when it is written: equal matters give equal bytes.
"""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement, tostring

from programme.blocks import text_of
from publishing.feeds.leaving import Outside
from publishing.feeds.markup import clean
from publishing.feeds.shown import (
    PublicCounty,
    Shown,
    matter_path,
    matter_stem,
    version_path,
)
from publishing.feeds.words import board_words, day_words, word

MOST_ITEMS: Final = 50
_NAMES: Final = uuid.UUID("5f0e2b3e-6d0c-5d5a-9f6c-0d2f6a1f9b11")
"""The name space of the items' ids; it never changes."""
_ATOM: Final = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """Be one feed: what it is called and where it and its page lie."""

    title: str
    stem: str
    """Its place below the public address, without an ending."""

    def home(self, county: PublicCounty) -> str:
        """Return the address of the page beside it."""
        return f"{county.address}/{self.stem}.html"


def newest(shown: Sequence[Shown]) -> tuple[Shown, ...]:
    """Return what a feed tells: what is open or was taken down, newest first."""
    told = [one for one in shown if one.outside in {Outside.OPEN, Outside.LINE}]
    told.sort(key=lambda one: (one.moved_at, one.matter.disclosure), reverse=True)
    return tuple(told[:MOST_ITEMS])


def rss(channel: Channel, shown: Sequence[Shown], county: PublicCounty) -> bytes:
    """Return a feed as RSS 2.0."""
    root = Element("rss", {"version": "2.0", "xmlns:atom": _ATOM})
    made = SubElement(root, "channel")
    _put(made, "title", channel.title)
    _put(made, "link", channel.home(county))
    _put(made, "description", channel.title)
    _put(made, "language", word("language").lower())
    own = SubElement(made, "atom:link")
    own.set("href", f"{county.address}/{channel.stem}.xml")
    own.set("rel", "self")
    own.set("type", "application/rss+xml")
    if shown:
        _put(made, "lastBuildDate", _rfc822(max(one.moved_at for one in shown)))
    for one in shown:
        item = SubElement(made, "item")
        _put(item, "title", _title(one))
        _put(item, "link", f"{county.address}/{version_path(one.last)}")
        _put(item, "description", _summary(one, county))
        _put(item, "category", board_words(one.last.manifest.board)[1])
        guid = _put(item, "guid", _id(one))
        guid.set("isPermaLink", "false")
        _put(item, "pubDate", _rfc822(one.moved_at))
    told = tostring(root, encoding="unicode", xml_declaration=False)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{told}\n'.encode()


def channel_of(one: Shown, county: PublicCounty) -> Channel:
    """Return the feed of one matter, beside its page."""
    site = word("site", county=county.name)
    title = word("about_feed", site=site, name=_title(one))
    return Channel(title=title, stem=matter_stem(one.matter.disclosure))


def json_feed(
    channel: Channel,
    shown: Sequence[Shown],
    county: PublicCounty,
    *,
    whole: bool = False,
) -> bytes:
    """Return a feed as JSON Feed 1.1.

    Args:
        channel: What it is called and where it lies.
        shown: What it tells, newest first.
        county: What every page says of the county.
        whole: Whether its items hold the whole text, as beside a matter's own page.
    """
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": clean(channel.title),
        "language": word("language"),
        "home_page_url": channel.home(county),
        "feed_url": f"{county.address}/{channel.stem}.json",
        "items": [_json_item(one, county, whole=whole) for one in shown],
    }
    return f"{json.dumps(told, ensure_ascii=False, indent=1)}\n".encode()


def _json_item(one: Shown, county: PublicCounty, *, whole: bool) -> dict[str, Any]:
    manifest, ends_at = one.last.manifest, one.last.ends_at
    tags = (board_words(manifest.board)[1], clean(one.category))
    return {
        "id": _id(one),
        "url": f"{county.address}/{version_path(one.last)}",
        "external_url": f"{county.address}/{matter_path(one.matter.disclosure)}",
        "title": clean(_title(one)),
        "content_text": clean((_whole(one) if whole else "") or _summary(one, county)),
        "date_published": _iso(one.matter.published_at),
        "date_modified": _iso(one.moved_at),
        "tags": [tag for tag in tags if tag],
        "_mingbai": {
            "register_number": clean(one.matter.register_number),
            "unit": manifest.unit,
            "unit_name": clean(manifest.unit_name),
            "board": manifest.board.value,
            "kind_of_act": manifest.kind_of_act.value,
            "state": one.outside.value,
            "version": len(one.matter.versions),
            "manifest_sha256": one.last.sha256,
            "until": _iso(ends_at) if ends_at and one.outside is Outside.OPEN else None,
        },
    }


def _title(one: Shown) -> str:
    title = one.last.manifest.title
    return word("withdrawn_item", title=title) if one.outside is Outside.LINE else title


def _summary(one: Shown, county: PublicCounty) -> str:
    manifest, taken = one.last.manifest, one.matter.taken_down
    if one.outside is Outside.LINE and taken is not None:
        on = day_words(county.day(taken.at))
        return word(f"line.{taken.cause.value}", title=manifest.title, date=on)
    about = f"{manifest.unit_name}，{one.matter.register_number}"
    # Readers keep what a feed once said: nothing that may name somebody is said.
    told = "" if one.names_somebody else manifest.extract
    return f"{about}。{told}" if told else about


def _whole(one: Shown) -> str:
    """Return the whole text of what is open, unless it may name somebody."""
    if one.outside is not Outside.OPEN or one.names_somebody or one.revision is None:
        return ""
    return "\n\n".join(filter(None, map(text_of, one.revision.blocks)))


def _id(one: Shown) -> str:
    """Return an id that stays with a version wherever the site moves."""
    moved = f"{one.matter.disclosure} {one.last.sha256} {one.outside is Outside.LINE}"
    return f"urn:uuid:{uuid.uuid5(_NAMES, moved)}"


def _put(parent: Element, tag: str, text: str) -> Element:
    made = SubElement(parent, tag)
    made.text = clean(text)
    return made


def _rfc822(at: datetime) -> str:
    return format_datetime(at.astimezone(UTC).replace(microsecond=0), usegmt=True)


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
