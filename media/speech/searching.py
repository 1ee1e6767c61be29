"""Make the readings by which the business query finds things; search nothing.

The centre makes those of the items when a directory is published; the kiosk makes
those of the lexicon once and of each question.
"""

from directory.model import Readings, ServiceItem
from directory.texts import QueryReadings, clean, searchable_texts
from directory.words import EverydayWords, SpokenWords
from media.speech.readings import initials_of, syllables


def query_readings(question: str) -> QueryReadings:
    """Return how a question sounds, as the index wants it."""
    said = syllables(clean(question))
    return QueryReadings(syllables=said, initials=initials_of(said))


def item_readings(item: ServiceItem) -> Readings:
    """Return how a service item's searchable texts sound."""
    said = tuple(map(syllables, searchable_texts(item)))
    return Readings(
        item=item.id,
        pinyin=tuple(map(" ".join, said)),
        initials=tuple(map(initials_of, said)),
    )


def spoken_words(words: EverydayWords) -> SpokenWords:
    """Return the lexicon with how its words sound."""
    said = tuple(map(syllables, words.spoken()))
    return SpokenWords(
        words=words,
        syllables=said,
        initials=tuple(map(initials_of, said)),
    )
