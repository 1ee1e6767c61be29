"""Give Han characters their readings, by phrase; makes no sound.

For the voice: syllables with tones, `yin2 hang2`. For the search: syllables
without tones and initials, one for each character.
"""

import re
import unicodedata

from pypinyin import Style, lazy_pinyin

from media.speech.polyphones import ALSO_WORDS, PHRASES, SURNAMES

_HAN_RUN = re.compile(r"[㐀-䶿一-鿿豈-﫿\U00020000-\U000323af〇]+")
_PHRASE = re.compile("|".join(sorted(PHRASES, key=len, reverse=True)))
_TITLE = (
    "(?=某|(?:副)?(?:局长|主任|书记|县长|镇长|乡长|村长|区长|科长|股长|处长|组长|队长"
    "|所长|站长|会长|校长|院长|部长|厂长|行长|医生|大夫|老师|同志|先生|女士|师傅|律师"
    "|法官|检察官|警官|会计|经理))"
)
_SURNAME = re.compile(
    r"(?<![^\W，、和与由请被向对找给跟及同让是为])"
    f"(?:(?:{'|'.join(SURNAMES)}){_TITLE}|(?:{'|'.join(ALSO_WORDS)})(?=某))"
)
_BARE_ONE, _BARE_NOT = "yi1", "bu4"
_FIGURES = frozenset("零〇一二三四五六七八九十点幺第")
_COUNTED_SINGLY = frozenset("零〇一二三四五六七八九十点幺月日号楼层级等期组季")
_WEEK = frozenset("期周")
_FALLING = "4"


def toned(text: str) -> tuple[str, ...]:
    """Read a run of Han characters: one syllable with its tone for each."""
    return tuple(
        syllable
        for run in _HAN_RUN.findall(text)
        for syllable in _shifted(run, _phrased(run))
    )


def syllables(text: str) -> tuple[str, ...]:
    """Return one entry a character: its syllable without tone, or itself, lower-case.

    ü is written `v`, as people type it; full-width letters become plain ones.
    """
    said: list[str] = []
    at = 0
    for run in _HAN_RUN.finditer(text):
        said += map(_plain, text[at : run.start()])
        said += (s.rstrip("12345").replace("ü", "v") for s in _phrased(run[0]))
        at = run.end()
    said += map(_plain, text[at:])
    return tuple(said)


def initials(text: str) -> str:
    """Return the first letter of each syllable; letters and figures stay, marks go."""
    return "".join(s[0] for s in syllables(text) if s[:1].isalnum())


def _plain(character: str) -> str:
    return unicodedata.normalize("NFKC", character).lower()


def _phrased(run: str) -> list[str]:
    """Read a run by phrase, our own phrases and surnames over the general ones."""
    said = lazy_pinyin(
        run,
        style=Style.TONE3,
        neutral_tone_with_five=True,
        errors=_each,  # type: ignore[arg-type]  # its stub omits lists
    )
    for found in _PHRASE.finditer(run):
        said[found.start() : found.end()] = PHRASES[found[0]].split()
    for found in _SURNAME.finditer(run):
        known = SURNAMES.get(found[0]) or ALSO_WORDS[found[0]]
        said[found.start() : found.end()] = known.split()
    return said


def _each(unknown: str) -> list[str]:
    """Keep characters that have no reading apart, one entry each."""
    return list(unknown)


def _shifted(run: str, said: list[str]) -> list[str]:
    """Bend the tones of 一 and 不 by what follows; the voice bends third tones."""
    shifted = list(said)
    for at, character in enumerate(run):
        after = said[at + 1] if at + 1 < len(said) else ""
        if character == "一" and said[at] == _BARE_ONE:
            shifted[at] = _one(run, at, after)
        elif character == "不" and said[at] == _BARE_NOT and after.endswith(_FALLING):
            shifted[at] = "bu2"
    return shifted


def _one(run: str, at: int, after: str) -> str:
    before, behind = run[at - 1 : at], run[at + 1 : at + 2]
    if not after or before in _FIGURES | _WEEK or behind in _COUNTED_SINGLY:
        return _BARE_ONE
    return "yi2" if after.endswith(_FALLING) else "yi4"
