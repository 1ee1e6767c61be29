"""Look into every cache of the program for texts that should be forgotten."""

import gc
import re
from collections.abc import Iterable, Iterator
from functools import cache

_CACHE = type(cache(str))
_HOLDERS = (tuple, list, dict, set, frozenset)


def remembered(*texts: str) -> set[str]:
    """Return those of some texts that a cache holds, in a key or in a value.

    Looked through are all caches of functions, whoever made them, and the patterns
    that the regular expressions keep, with and without the blanks between letters.
    """
    held = "\n".join(_texts(_caches(), seen=set()))
    bare = re.sub(r"[ ?]", "", held)
    return {text for text in texts if text in held or text in bare}


def _caches() -> Iterator[object]:
    for each in gc.get_objects():
        if isinstance(each, _CACHE):
            yield from gc.get_referents(each)
    yield from (value for value in vars(re).values() if isinstance(value, dict))


def _texts(things: Iterable[object], seen: set[int]) -> Iterator[str]:
    for thing in things:
        if isinstance(thing, str):
            yield thing
        elif isinstance(thing, bytes):
            yield thing.decode(errors="replace")
        elif isinstance(thing, _HOLDERS) and id(thing) not in seen:
            seen.add(id(thing))
            yield from _texts(gc.get_referents(thing), seen)
