"""Know what a key of the on-screen pad does to what is typed; it looks nothing up."""

import re

from kiosk.visits import LONGEST_QUERY

_LETTERS = re.compile(r"[A-Za-z]*")


def typed(query: str, key: str | None) -> str:
    """Return what is typed after a key of the pad."""
    if key == "clear":
        return ""
    if key == "back":
        return query[:-1]
    if key is not None and len(key) == 1 and key.isascii() and key.isalpha():
        return (query + key.upper())[:LONGEST_QUERY]
    return query


def clean_words(words: str) -> str:
    """Return what was typed without signs that nobody sees."""
    return "".join(sign for sign in words if sign.isprintable()).strip()


def letters_of(query: str) -> str | None:
    """Return the letters typed so far, small; None where other signs are among them."""
    return query.lower() if _LETTERS.fullmatch(query) else None
