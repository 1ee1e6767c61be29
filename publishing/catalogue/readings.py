"""Spell how a service item's words sound; the kiosk searches these, it makes none.

Which texts are searched, and in which order, is said by `directory.texts`.
"""

from directory.model import Readings, ServiceItem
from directory.texts import searchable_texts
from media.speech.readings import initials, syllables


def readings_of(item: ServiceItem) -> Readings:
    """Return one syllable and one letter for each character of an item's texts."""
    texts = searchable_texts(item)
    return Readings(
        item=item.id,
        pinyin=tuple(" ".join(syllables(text)) for text in texts),
        initials=tuple(initials(text) for text in texts),
    )
