"""Say which items are on at one instant, and in which turns; never authored.

A pure function of programme and instant. In which order and at which second they come
is said by `programme.loops`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from programme.document import Document
from programme.manifest import Manifest, PageImage
from programme.programme import Entry
from programme.turns import turns_from
from programme.window import is_open


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Be an entry with the manifest that it names."""

    entry: Entry
    manifest: Manifest

    @property
    def disclosure(self) -> str:
        """Return the id of the disclosure."""
        return self.entry.disclosure


class SlideRef(Document):
    """Point at one page of one item of a list, with its time on the glass."""

    item: int
    page: int
    """From 0."""
    dwell_s: int


def playlist(
    items: Iterable[Item], instant: datetime, zone: tzinfo
) -> tuple[Item, ...]:
    """Return the items whose windows are open, newest published first."""
    current = [item for item in items if is_open(item.entry.window, instant, zone)]
    return tuple(
        sorted(
            current,
            key=lambda item: (-item.entry.published_at.timestamp(), item.disclosure),
        )
    )


def turns_of(pages: Sequence[PageImage]) -> tuple[tuple[int, ...], ...]:
    """Return the pages of an item as turns of at most 120 s, in order.

    A single page that needs longer is a turn of its own.
    """
    dwells = tuple(page.dwell_s for page in pages)
    return tuple(tuple(range(first, after)) for first, after in turns_from(dwells))
