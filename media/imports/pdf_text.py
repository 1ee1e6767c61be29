"""Take the characters of a PDF page by their places; what they mean lies elsewhere."""

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice, pairwise

import pypdfium2
from pypdfium2 import raw

from media.imports.notes import Notes
from media.imports.page_geometry import Piece, Rule, mended
from media.imports.page_view import PageView
from media.imports.pdf_letters import HIGHER, Letter, letters_of

_SAME_LINE = 0.4
_PARTED, _BACK = 0.75, -0.6
_BLANK_AT = 0.22
_FAR_BLANK = 1.3
_TWICE = 0.15
_MOST_ASKED, _LEAST_TURNED, _MOSTLY = 2_000, 12, 0.7
"""Letters that are asked, and that must be turned for the page to be turned."""
_DIGITS = "0123456789"
_POWER = re.compile(r"(?<=m)[\ue002\ue003](?![\ue000-\ue009])")
_PARTING = re.compile(r"[\x00-\x7f\d]")
"""Only beside these a gap is a blank."""
_CALL = re.compile(r"[\ue000-\ue009]+")
_MOST_OBJECTS, _NO_WIDTH = 20_000, 0.02
_SMALL, _RISE = 0.85, 0.12
_ASIDE, _LEAST_STEP, _MOST_STEP, _LEAST_UPRIGHT = 0.4, 0.3, 1.45, 4
"""Of a letter's size, in columns that are read from top to bottom."""


def page_pieces(
    view: PageView,
    text: pypdfium2.PdfTextPage,
    rules: Sequence[Rule],
    notes: Notes,
) -> list[Piece]:
    """Return what stands together on a page, in the file's own order."""
    down = sorted((r for r in rules if not r.is_across), key=lambda rule: rule.left)
    found: list[Piece] = []
    held: list[Letter] = []
    for run in _runs(_shown(letters_of(text, view), view, notes)):
        if len(run) >= _LEAST_UPRIGHT and _is_upright(run):
            found += _piece(held, notes)
            held = []
            found += _upright(run, notes)
            continue
        for letter in run:
            if not held:
                held.append(letter)
                continue
            last = held[-1]
            if not down and _follows(last, letter):
                held.append(letter)
                continue
            if _is_twice(last, letter):
                continue
            each = _raised(last, letter) if _is_raised(last, letter) else letter
            if _parted(last, each) or _ruled(last, each, down):
                found += _piece(held, notes)
                held = []
            held.append(each)
    return _once([*found, *_piece(held, notes)])


def text_view(view: PageView, text: pypdfium2.PdfTextPage) -> PageView:
    """Return a view in which most letters of a page stand upright."""
    count = min(text.count_chars(), _MOST_ASKED)
    angles = Counter(map(partial(raw.FPDFText_GetCharAngle, text.raw), range(count)))
    turns: Counter[int] = Counter()
    for angle, times in angles.items():
        turns[_turn(angle, view)] += times
    turn, times = turns.most_common(1)[0] if turns else (0, 0)
    sure = times >= max(_LEAST_TURNED, _MOSTLY * count)
    return view.turned((4 - turn) % 4) if turn and sure else view


def holds_shapeless_text(page: pypdfium2.PdfPage) -> bool:
    """Say whether a page holds text whose font is not at hand and that has no width.

    The library passes over such text without a word.
    """
    texts = page.get_objects(filter=(raw.FPDF_PAGEOBJ_TEXT,), max_depth=2)
    for one in islice(texts, _MOST_OBJECTS):
        left, _, right, _ = one.get_bounds()
        if right - left < _NO_WIDTH and not raw.FPDFFont_GetIsEmbedded(
            raw.FPDFTextObj_GetFont(one.raw)
        ):
            return True
    return False


def _turn(angle: float, view: PageView) -> int:
    """Return how many quarters clockwise people see a letter turned."""
    return (round(angle / (math.pi / 2)) + view.quarters) % 4


def _shown(letters: Iterable[Letter], view: PageView, notes: Notes) -> Iterator[Letter]:
    """Yield the letters that stand on what is shown of a page."""
    away: list[str] = []
    least, most_x, most_y = view.middles()
    for letter in letters:
        if least <= letter.centre <= most_x and least <= letter.middle <= most_y:
            yield letter
        else:
            away.append(letter.text)
    if away:
        said = "".join(away)
        notes.lost("裁在页面以外、看不到的文字")
        notes.margin(said)
        notes.hidden("裁在页面以外、看不到的文字", said)


def _runs(letters: Iterable[Letter]) -> Iterator[list[Letter]]:
    """Yield letters in runs: those that stand below one another, and each other one."""
    run: list[Letter] = []
    for letter in letters:
        if run and not _is_below(run[-1], letter):
            yield run
            run = []
        run.append(letter)
    if run:
        yield run


def _is_below(before: Letter, letter: Letter) -> bool:
    step = letter.middle - before.middle
    if step <= 0:
        return False
    size = min(before.height, letter.height)
    aside = abs(letter.centre - before.centre)
    return aside <= _ASIDE * size and _LEAST_STEP * size < step < _MOST_STEP * size


def _is_upright(run: Sequence[Letter]) -> bool:
    """Say whether letters below one another are read so: most of them are Han."""
    return 2 * sum(1 for letter in run if not letter.text.isascii()) >= len(run)


def _upright(run: Sequence[Letter], notes: Notes) -> Iterator[Piece]:
    text = notes.clean("".join(letter.text for letter in run))
    if text:
        yield Piece(
            text=text,
            left=min(letter.left for letter in run),
            right=max(letter.right for letter in run),
            top=run[0].top,
            bottom=run[-1].bottom,
            size=max(letter.size for letter in run),
            is_down=True,
        )


def _once(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces without those that are only printed again over another."""
    seen: dict[tuple[str, int, int], Piece] = {}
    for piece in pieces:
        near = max(1.0, 4 * _TWICE * piece.size)
        place = round(piece.left / near), round(piece.middle / near)
        seen.setdefault((piece.text, *place), piece)
    return list(seen.values())


def _follows(before: Letter, letter: Letter) -> bool:
    """Say at once of a letter that it goes on, as of nearly all it can be said."""
    gap, size = letter.left - before.right, min(before.height, letter.height)
    return (
        before.middle == letter.middle
        and before.text != letter.text
        and letter.text not in _DIGITS
        and _BACK * size <= gap <= _PARTED * size
    )


def _is_twice(before: Letter, letter: Letter) -> bool:
    """Say whether a character is only printed again, to look bold."""
    if before.text != letter.text:
        return False
    near = _TWICE * letter.size
    return (
        abs(before.left - letter.left) < near
        and abs(before.middle - letter.middle) < near
    )


def _is_raised(before: Letter, letter: Letter) -> bool:
    """Say whether a digit stands small and high behind a letter: m², a note's mark."""
    if letter.text not in _DIGITS:
        return False
    gap = letter.left - before.right
    return (
        letter.size <= _SMALL * before.size
        and before.bottom - letter.bottom >= _RISE * before.size
        and before.top <= letter.middle
        and _BACK * before.size <= gap <= _SAME_LINE * before.size
    )


def _raised(before: Letter, letter: Letter) -> Letter:
    """Return a raised digit as a character of its own, on the line of the others."""
    return letter.raised_beside(before, HIGHER[_DIGITS.index(letter.text)])


def _parted(before: Letter, letter: Letter) -> bool:
    """Say whether another piece begins: on another line, or after a gap."""
    size = min(before.height, letter.height)
    if abs(before.middle - letter.middle) > _SAME_LINE * size:
        return True
    gap = letter.left - before.right
    widest = _FAR_BLANK if letter.after_blank else _PARTED
    return gap > widest * size or gap < _BACK * size


def _ruled(before: Letter, letter: Letter, down: Sequence[Rule]) -> bool:
    """Say whether a line is drawn between two characters."""
    if not down:
        return False
    least, most = before.centre, letter.centre
    for rule in down[bisect_left(down, least, key=lambda one: one.left) :]:
        if rule.left > most:
            return False
        if rule.top <= letter.middle <= rule.bottom:
            return True
    return False


def _piece(letters: Sequence[Letter], notes: Notes) -> Iterator[Piece]:
    if not letters:
        return
    text = mended(notes.clean(_with_raised(_glued(letters))))
    if text:
        yield Piece(
            text=text,
            left=letters[0].left,
            right=max(letter.right for letter in letters),
            top=min(letter.top for letter in letters),
            bottom=max(letter.bottom for letter in letters),
            size=max(letter.height for letter in letters),
        )


def _with_raised(text: str) -> str:
    """Return a text in which raised digits are powers of a metre, or call a note."""
    powers = _POWER.sub(lambda found: "²³"[ord(found[0]) - 0xE002], text)
    return _CALL.sub(lambda found: f"［{found[0].translate(_LOWER)}］", powers)


_LOWER = str.maketrans(HIGHER, _DIGITS)


def _glued(letters: Sequence[Letter]) -> str:
    """Return letters as a text, with a blank where one belongs."""
    plain = "".join(letter.text for letter in letters)
    if not _PARTING.search(plain) and not any(each.after_blank for each in letters):
        return plain
    parts = [letters[0].text]
    for before, letter in pairwise(letters):
        parts.append(_glue(before, letter) + letter.text)
    return "".join(parts)


def _glue(before: Letter, letter: Letter) -> str:
    """Return a blank where one was typed, or where a figure stands clear of a word."""
    if letter.after_blank:
        return " "
    one, other = before.text, letter.text
    latin = one.isascii() and other.isascii()
    if not latin and not one.isdecimal() and not other.isdecimal():
        return ""
    gap = (letter.left - before.right) / min(before.height, letter.height)
    return " " if gap > _BLANK_AT else ""
