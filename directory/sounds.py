"""Say which syllables are taken for each other; it knows no words.

Many say zh as z, ch as c, sh as s, n as l, f as h (湖南, 四川, 闽, 客), or ing, eng and
ang as in, en and an; some type u for ü. Which sounds fall together where is described
in 《普通话水平测试实施纲要》 on the common faults of speakers of dialects.
"""

from collections import defaultdict

from directory.syllables import SYLLABLES

_FLAT = {"zh": "z", "ch": "c", "sh": "s"}
_AS_H = dict(
    zip(
        ("fu", "fa", "fan", "fang", "fei", "fen", "fo"),
        ("hu", "hua", "huan", "huang", "hui", "hun", "huo"),
        strict=True,
    )
)
_NASAL = ("ang", "eng", "ing")


def _folded(syllable: str) -> str:
    syllable = _AS_H.get(syllable, syllable)
    if syllable[:2] in _FLAT:
        syllable = _FLAT[syllable[:2]] + syllable[2:]
    elif syllable[:1] == "n" and len(syllable) > 1:
        syllable = f"l{syllable[1:]}"
    syllable = syllable.replace("v", "u")
    return syllable[:-1] if syllable.endswith(_NASAL) else syllable


_FOLDED = {syllable: _folded(syllable) for syllable in SYLLABLES}


def folded(syllable: str) -> str:
    """Return what all syllables that sound alike have in common."""
    known = _FOLDED.get(syllable)
    return _folded(syllable) if known is None else known


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
