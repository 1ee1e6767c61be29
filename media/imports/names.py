"""Clean the names of files from outside; a name never becomes a path."""

import re
import unicodedata
from pathlib import PurePosixPath

MOST_CHARACTERS = 100
_UNNAMED = "未命名"
_UNSAFE = re.compile(r'[<>:"|?*]+')


def clean_name(filename: str) -> str:
    """Return the name as it may be shown: no folders, nothing unseen, not too long."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", filename))[-1]
    seen = "".join(c for c in last if not unicodedata.category(c).startswith("C"))
    tidy = _UNSAFE.sub("_", " ".join(seen.split())).strip(". ")
    path = PurePosixPath(tidy or _UNNAMED)
    suffix = path.suffix if len(path.suffix) <= len(".jpeg") else ""
    stem = tidy.removesuffix(suffix) if tidy else _UNNAMED
    return stem[: MOST_CHARACTERS - len(suffix)] + suffix


def title_of_name(name: str) -> str:
    """Return a title for a file that has none inside."""
    return PurePosixPath(clean_name(name)).stem[:MOST_CHARACTERS]
