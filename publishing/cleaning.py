"""Clean what people type, for every noun that keeps it; pure, it refuses nothing.

Text is brought to NFC, invisible steering characters go (B14, B16), and characters
of old programs get the places that they have today.
"""

import re
import unicodedata
from typing import Any

from media.imports.old_codes import with_new_codes

_STEERING = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f"
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_MARKS = re.compile(
    r"((?:[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff\ufe20-\ufe2f]){4})"
    r"[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff\ufe20-\ufe2f]+"
)


def clean_text(text: str) -> str:
    """Return text in NFC without control and steering characters."""
    shown = _STEERING.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    shown = with_new_codes(shown)
    capped = _MARKS.sub(r"\1", unicodedata.normalize("NFC", shown))
    return unicodedata.normalize("NFC", capped)


def clean_line(text: str) -> str:
    """Return text as one line."""
    return " ".join(clean_text(text).split())


def clean_value(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Return a JSON value with every text in it cleaned."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list | tuple):
        return [clean_value(member) for member in value]
    if isinstance(value, dict):
        return {key: clean_value(member) for key, member in value.items()}
    return value


def folded(text: str) -> str:
    """Return text as it is searched: narrow, without case, one space between words."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
