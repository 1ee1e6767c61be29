"""Normalise text from outside; HTML and scripts stay what they are: text."""

import re
import unicodedata

from media.imports.old_codes import with_new_codes

MOST_MARKS = 4
"""Combining marks left on one character; no living script needs more."""
LONGEST_PARAGRAPH = 2_000
_MARKS = re.compile(
    rf"([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{{{MOST_MARKS}}})"
    r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)
_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_BLANKS = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f]+")
_HAN, _WESTERN = "[\u3400-\u9fff]", "[0-9A-Za-z]"
_CLOSE = re.compile(f"(?<={_HAN})(?={_WESTERN})|(?<={_WESTERN})(?={_HAN})")
_APART = re.compile(f"{_HAN} {_WESTERN}|{_WESTERN} {_HAN}")
_SENTENCE = re.compile(r".{1,1999}[。！？；;.!?]|.{1,2000}", re.DOTALL)
_UNSEEN = frozenset(("Cc", "Cf", "Cs"))


def clean_text(text: str) -> str:
    """Return text in NFC: no control or direction marks, blanks single, marks few."""
    if not text.isprintable():
        text = "".join(_seen(_LINE_ENDS.sub("\n", text)))
    # Marks are cut first: composing ten thousand of them takes very long.
    text = unicodedata.normalize("NFC", _MARKS.sub(r"\1", with_new_codes(text)))
    lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(lines).strip()


def has_unseen(text: str) -> bool:
    """Say whether cleaning takes out marks that nobody would see."""
    if text.isprintable():
        return _MARKS.search(text) is not None
    unseen = (unicodedata.category(c) in _UNSEEN and c not in "\r\n\t" for c in text)
    return any(unseen) or _MARKS.search(text) is not None


def _seen(text: str) -> list[str]:
    return [c for c in text if c in "\n\t" or unicodedata.category(c) not in _UNSEEN]


def paragraphs_of(text: str) -> tuple[str, ...]:
    """Return a clean text's lines, an endless one cut at the ends of sentences."""
    found: list[str] = []
    for line in text.split("\n"):
        if len(line) > LONGEST_PARAGRAPH:
            found += (match[0].strip() for match in _SENTENCE.finditer(line))
        elif line:
            found.append(line)
    return tuple(found)


def joined(lines: tuple[str, ...] | list[str]) -> str:
    """Return lines of one paragraph as one: Latin words parted, Han not.

    Han and Western letters or digits are parted at a line's end where the paragraph
    parts them elsewhere.
    """
    spaced = _is_spaced(lines)
    text = ""
    for line in lines:
        text += _glue(text[-1:], line[:1], spaced=spaced) + line
    return text


def _is_spaced(lines: tuple[str, ...] | list[str]) -> bool:
    if len(lines) == 1:
        return False
    apart = sum(len(_APART.findall(line)) for line in lines)
    return apart > sum(len(_CLOSE.findall(line)) for line in lines)


def _glue(before: str, after: str, *, spaced: bool) -> str:
    if not before or not after:
        return ""
    latin = before.isascii() and after.isascii()
    mixed = spaced and _CLOSE.search(before + after) is not None
    return " " if latin or mixed else ""
