"""Say which syllables are taken for each other; it knows no words.

Many say zh as z, ch as c, sh as s, n as l, or ing, eng and ang as in, en and an; some
type u for ü.
"""

from collections import defaultdict
from functools import lru_cache

from directory.syllables import SYLLABLES

_FLAT = {"zh": "z", "ch": "c", "sh": "s"}
_NASAL = ("ang", "eng", "ing")


@lru_cache(maxsize=1024)
def folded(syllable: str) -> str:
    """Return what all syllables that sound alike have in common."""
    if syllable[:2] in _FLAT:
        syllable = _FLAT[syllable[:2]] + syllable[2:]
    elif syllable[:1] == "n" and len(syllable) > 1:
        syllable = f"l{syllable[1:]}"
    syllable = syllable.replace("v", "u")
    return syllable[:-1] if syllable.endswith(_NASAL) else syllable


def _families() -> dict[str, tuple[str, ...]]:
    families: dict[str, list[str]] = defaultdict(list)
    for syllable in sorted(SYLLABLES):
        families[folded(syllable)].append(syllable)
    return {key: tuple(members) for key, members in families.items()}


_FAMILIES = _families()


def alike(syllable: str) -> tuple[str, ...]:
    """Return the syllables that are taken for one, itself first."""
    family = _FAMILIES.get(folded(syllable), ())
    return (syllable, *(other for other in family if other != syllable))
