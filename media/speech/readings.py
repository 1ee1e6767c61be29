"""Give Han characters their readings, by phrase; makes no sound.

For the voice: syllables with tones, `yin2 hang2`. For the search: syllables
without tones and initials, one for each character.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from pypinyin import Style, lazy_pinyin, pinyin
from pypinyin.seg.mmseg import seg

from media.speech.copula import read_as_is
from media.speech.polyphones import PHRASES
from media.speech.surnames import surnames

_HAN_RUN = re.compile(r"[㐀-䶿一-鿿豈-﫿\U00020000-\U000323af〇]+")
_PHRASE = re.compile("|".join(sorted(PHRASES, key=len, reverse=True)))
_CONTEXT = 80
"""Characters before a run that are looked at for whose name it may be."""
_BARE_ONE, _BARE_NOT = "yi1", "bu4"
_FIGURES = frozenset("零〇一二三四五六七八九十点幺第")
_COUNTED_SINGLY = frozenset("零〇一二三四五六七八九十点幺月日号楼层级等期组季")
_WEEK = frozenset("期周")
_FALLING = "4"
_WORDS_KEPT = 20_000
"""The words of a county's directory; each costs far more to read than to remember."""


def toned(text: str, before: str = "") -> tuple[str, ...]:
    """Read the Han characters of a text: one syllable with its tone for each.

    Args:
        text: What is read.
        before: What stands before it; after 联系人： a name begins.
    """
    return tuple(
        syllable
        for run in _HAN_RUN.finditer(text)
        for syllable in _shifted(
            run[0], _phrased(run[0], f"{before}{text[: run.start()]}"[-_CONTEXT:])
        )
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


def sounds_of(character: str) -> tuple[str, ...]:
    """Return every syllable, without tone, that one character may have; ü is `v`."""
    said = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    return tuple(dict.fromkeys(s.replace("ü", "v") for one in said for s in one if s))


def initials(text: str) -> str:
    """Return the first letter of each syllable; letters and figures stay, marks go."""
    return initials_of(syllables(text))


def initials_of(said: Sequence[str]) -> str:
    """Return the first letter of each of some syllables; marks go."""
    return "".join(s[0] for s in said if s[:1].isalnum())


def _plain(character: str) -> str:
    return unicodedata.normalize("NFKC", character).lower()


def _phrased(run: str, before: str = "") -> list[str]:
    """Read a run by phrase, our own phrases and surnames over the general ones."""
    said = [syllable for word in seg.cut(run) for syllable in _of_word(word)]
    for found in _PHRASE.finditer(run):
        said[found.start() : found.end()] = PHRASES[found[0]].split()
    for at, known in surnames(run, before):
        read = known.split()
        said[at : at + len(read)] = read
    return said


def forget_words() -> None:
    """Forget the words that were read, some of which a resident typed."""
    _of_word.cache_clear()


@lru_cache(maxsize=_WORDS_KEPT)
def _of_word(word: str) -> tuple[str, ...]:
    """Read one word as the segmenter cut it; what stands about it changes nothing."""
    said = lazy_pinyin(
        [word],
        style=Style.TONE3,
        neutral_tone_with_five=True,
        errors=_each,  # type: ignore[arg-type]  # its stub omits lists
    )
    return tuple(said)


def _each(unknown: str) -> list[str]:
    """Keep characters that have no reading apart, one entry each."""
    return list(unknown)


def _shifted(run: str, said: list[str]) -> list[str]:
    """Bend the tones of 一 and 不 by what follows; the voice bends third tones."""
    shifted = list(said)
    for at in read_as_is(run, said):
        shifted[at] = "wei2"
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
