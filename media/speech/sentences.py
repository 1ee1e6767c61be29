"""Cut blocks of text into sentences that are spoken and marked one at a time.

Offsets point into the block as it was given; nothing is reworded here.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LONGEST = 60
"""A sentence is cut at a comma, or at last anywhere, beyond this many characters."""

SOONEST = 16
"""The first words after a touch are rather no more than this."""

_LATEST = 32
_LEAST = 4
_CLAUSE = re.compile(r"[，,；;。！？!?][”’」』）)》】]*")
"""No 、 and no ：: behind them stand names that are read by what is before them."""
_JOINT = re.compile(
    r"(?<=[一-鿿]) +(?=\S)|(?<=[》”）]) *(?=[一-鿿])|(?<=[一-鿿])(?=[《“（])"
    r"|(?<=的)(?<!目的)(?=[一-鿿])(?!士|确)"
)
"""Where a sentence may pause though no mark says so."""
_ANNOUNCING = re.compile(r"(?:电话|热线|专线|拨打|传真|号|码|编|址|元|第|共|为)$")
"""What is read by the word before it is not parted from that word."""
_SENTENCE = re.compile(r"[^。！？!?；;\n]*(?:\n|[。！？!?；;]+[”’」』）)》】]*|$)")
_PAUSE = re.compile(r"[，,、：:）)》”]")
_SAYABLE = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Name one stretch of a block that is spoken at one go."""

    block: int
    """Which block it stands in, counted from 0."""

    start: int
    """First character in the block."""

    end: int
    """One past the last character in the block."""

    text: str
    """What stands there: the block from `start` to `end`."""


def split(blocks: Iterable[str], *, longest: int = LONGEST) -> tuple[Sentence, ...]:
    """Cut the blocks into sentences; what cannot be said is left out.

    Raises:
        ValueError: If `longest` is less than one character.
    """
    if longest < 1:
        message = f"a sentence of {longest} characters holds nothing"
        raise ValueError(message)
    return tuple(
        Sentence(block=number, start=start, end=end, text=text[start:end])
        for number, text in enumerate(blocks)
        for start, end in _spans(text, longest)
        if _SAYABLE.search(text, start, end)
    )


def opening(sentence: str) -> tuple[str, str]:
    """Cut off what is said first, so that the first sound is there at once.

    That is the first clause or, where it is long, the words before a joint; what is
    short already, or has neither, stays whole and leaves an empty rest.
    """
    if len(sentence) <= SOONEST:
        return sentence, ""
    clauses = [
        found.end()
        for found in _CLAUSE.finditer(sentence, _LEAST, _LATEST)
        if _rests(sentence, found)
    ]
    joints = [
        found.end()
        for found in _JOINT.finditer(sentence, _LEAST, _LATEST)
        if not _ANNOUNCING.search(sentence[: found.start()])
    ]
    soon = [at for at in clauses if at <= SOONEST]
    soon = soon[:1] or [at for at in joints if at <= SOONEST][-1:]
    cut = (soon or sorted(clauses + joints) or [len(sentence)])[0]
    return sentence[:cut], sentence[cut:]


def _spans(text: str, longest: int) -> Iterator[tuple[int, int]]:
    for found in _SENTENCE.finditer(text):
        start, end = _trimmed(text, *found.span())
        while end - start > longest:
            cut = _cut(text, start, start + longest)
            yield _trimmed(text, start, cut)
            start, end = _trimmed(text, cut, end)
        if start < end:
            yield start, end


def _cut(text: str, start: int, limit: int) -> int:
    """Find where a long sentence may pause: behind its last comma that fits."""
    pauses = [m.end() for m in _PAUSE.finditer(text, start, limit) if _rests(text, m)]
    if pauses:
        return pauses[-1]
    if text[limit - 1].isascii() and text[limit].isascii():
        return _before_word(text, start, limit)
    return limit


def _rests(text: str, mark: re.Match[str]) -> bool:
    """Tell a comma from a thousands mark, a colon from that of a time of day."""
    return not text[mark.end() : mark.end() + 1].isdigit()


def _before_word(text: str, start: int, limit: int) -> int:
    """Step back to where a figure or a Latin word begins; give up at the start."""
    cut = limit
    while cut > start and text[cut - 1].isascii() and not text[cut - 1].isspace():
        cut -= 1
    return cut if cut > start else limit


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, start + left + len(piece.strip())
