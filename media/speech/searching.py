"""Make the readings by which the business query finds things; search nothing.

The centre makes those of the items when a directory is published; the kiosk makes
those of the lexicon once and of each question.
"""

from directory.model import Readings, ServiceItem
from directory.texts import QueryReadings, clean, searchable_texts
from directory.words import EverydayWords, SpokenWords
from media.speech.readings import initials, syllables


def query_readings(question: str) -> QueryReadings:
    """Return how a question sounds, as the index wants it."""
    text = clean(question)
    return QueryReadings(syllables=syllables(text), initials=initials(text))


def item_readings(item: ServiceItem) -> Readings:
    """Return how a service item's searchable texts sound."""
    texts = searchable_texts(item)
    return Readings(
        item=item.id,
        pinyin=tuple(" ".join(syllables(text)) for text in texts),
        initials=tuple(map(initials, texts)),
    )


def spoken_words(words: EverydayWords) -> SpokenWords:
    """Return the lexicon with how its words sound."""
    said = words.spoken()
    return SpokenWords(
        words=words,
        syllables=tuple(map(syllables, said)),
        initials=tuple(map(initials, said)),
    )
