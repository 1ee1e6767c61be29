"""Find every text that a program still holds, however deep it lies."""

import gc
from collections.abc import Set as AbstractSet
from types import CodeType, CoroutineType, FrameType, FunctionType, ModuleType

_PASSED_BY = (type, ModuleType, FunctionType, CodeType, FrameType, CoroutineType)
"""By these one comes to everything there is, the test itself included."""


def texts_below(*held: object) -> AbstractSet[str]:
    """Return all texts that can be reached from some objects, code left out."""
    seen: set[int] = set()
    texts: set[str] = set()
    look: list[object] = [*held]
    while look:
        one = look.pop()
        if id(one) in seen or isinstance(one, _PASSED_BY):
            continue
        seen.add(id(one))
        if isinstance(one, str):
            texts.add(one)
        elif isinstance(one, bytes):
            texts.add(one.decode(errors="replace"))
        else:
            look += gc.get_referents(one)
    return texts
