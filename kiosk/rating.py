"""Offer a rating in one touch beside a disclosure or a guide; count it elsewhere.

Each visit is asked once a page. Nothing is kept of a touch but one more (REQ-53).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kiosk.words import Words
from programme.visit_counts import CountKind

OF_DISCLOSURES = {
    "clear": CountKind.DISCLOSURE_CLEAR,
    "unclear": CountKind.DISCLOSURE_UNCLEAR,
}
OF_ITEMS = {
    "good": CountKind.ITEM_GOOD,
    "fair": CountKind.ITEM_FAIR,
    "bad": CountKind.ITEM_BAD,
}
_ICONS = {
    "clear": "sentiment_satisfied",
    "unclear": "sentiment_dissatisfied",
    "good": "sentiment_satisfied",
    "fair": "sentiment_neutral",
    "bad": "sentiment_dissatisfied",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingChoice:
    """Be one button of a rating."""

    value: str
    name: str
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """Be the question beside a page, or the thanks once it was answered."""

    words: str
    choices: tuple[RatingChoice, ...] = ()
    more: str = ""
    """What leads to the province's own rating, once this one was given."""


def rating_of(words: Words, *, done: bool) -> Rating:
    """Return the rating of a disclosure.

    Args:
        words: The words to ask it with.
        done: The visit has answered already.
    """
    return _asked(words, "rating.notice", OF_DISCLOSURES, done=done)


def item_rating(words: Words, *, done: bool, province: bool) -> Rating:
    """Return the rating of a service item's guide.

    Args:
        words: The words to ask it with.
        done: The visit has answered already.
        province: The province has a rating of its own to go on to.
    """
    asked = _asked(words, "rating.item", OF_ITEMS, done=done)
    if done and province:
        return replace(asked, more=words("rating.province"))
    return asked


def _asked(
    words: Words, question: str, choices: Iterable[str], *, done: bool
) -> Rating:
    if done:
        return Rating(words=words("rating.thanks"))
    return Rating(
        words=words(question),
        choices=tuple(
            RatingChoice(value=one, name=words(f"rating.{one}"), icon=_ICONS[one])
            for one in choices
        ),
    )
