"""Spell how a service item's words sound; the kiosk searches these, it makes none.

The texts are the official name, the plain name and every phrase, in this order, so
that a reader of the shard knows which reading belongs to which text.
"""

import re

from pypinyin import Style, lazy_pinyin

from directory.model import Readings, ServiceItem

_NOT_SPOKEN = re.compile(r"[^0-9a-z㐀-鿿]+")


def texts_of(item: ServiceItem) -> tuple[str, ...]:
    """Return the searchable texts of a service item, in the order of its readings."""
    return (item.name, item.plain_name, *item.phrases)


def readings_of(item: ServiceItem) -> Readings:
    """Return the syllables and initials of every searchable text of an item."""
    texts = [_NOT_SPOKEN.sub("", text.lower()) for text in texts_of(item)]
    return Readings(
        item=item.id,
        pinyin=tuple(" ".join(lazy_pinyin(text)) for text in texts),
        initials=tuple(
            "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)) for text in texts
        ),
    )
