"""Load the two pinned faces and measure text; it breaks no lines and draws nothing."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from PIL import ImageFont, features

from media.pages.errors import FontMissing, ShaperMissing
from media.pages.punctuation import is_square, parts_of, runs_of

FAMILY = "Noto Sans CJK SC"
_INDEX = 2
"""Of the collection's faces: 0 would draw Japanese shapes."""
_USUAL_FOLDERS = (
    Path("/usr/share/fonts/opentype/noto"),
    Path("/usr/share/fonts/noto-cjk"),
    Path("/usr/local/share/fonts"),
)
_FILES = {"Regular": "NotoSansCJK-Regular.ttc", "Bold": "NotoSansCJK-Bold.ttc"}
_PROBE_PX = 24
_MOST_LENGTHS = 50_000
_UNASSIGNED = "\U0010ffff"


class Style(NamedTuple):
    """Be a letter size and weight."""

    size: int
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFiles:
    """Name the files of the two faces."""

    regular: Path
    bold: Path


def _shapes() -> bool:
    """Return whether Pillow finds the machine's fribidi, which it loads by itself."""
    return features.check("raqm") is True


def find_fonts(
    folders: Sequence[Path] = _USUAL_FOLDERS, *, shapes: Callable[[], bool] = _shapes
) -> FontFiles:
    """Return the font files from the first folder that holds each.

    Raises:
        FontMissing: None of the folders holds one of them.
        ShaperMissing: The machine cannot set lines with any.
    """
    if not shapes():
        raise ShaperMissing
    found: dict[str, Path] = {}
    for weight, name in _FILES.items():
        files = [folder / name for folder in folders if (folder / name).is_file()]
        if not files:
            places = "、".join(str(folder) for folder in folders)
            raise FontMissing(name, f"{FAMILY} {weight}", f"{places} 里都没有")
        found[weight] = files[0]
    return FontFiles(regular=found["Regular"], bold=found["Bold"])


class Fonts:
    """Measure and hold the faces at every size; one for each thread."""

    def __init__(self, files: FontFiles) -> None:
        self._files = {False: files.regular, True: files.bold}
        self._faces: dict[Style, ImageFont.FreeTypeFont] = {}
        self._widths: dict[tuple[Style, str], float] = {}
        self._advances: dict[tuple[Style, str], float] = {}
        self._known: dict[str, bool] = {}
        probes = (Style(_PROBE_PX), Style(_PROBE_PX, bold=True))
        self._probes = tuple(self.face(style) for style in probes)
        self._notdef = tuple(_mask(face, _UNASSIGNED) for face in self._probes)
        self.identity = " ".join(_identity(file) for file in self._files.values())
        """What names the very files, so that drawn pages can be told apart."""

    def face(self, style: Style) -> ImageFont.FreeTypeFont:
        """Return the face of a style.

        Raises:
            FontMissing: The file is absent, damaged or holds another face.
        """
        face = self._faces.get(style)
        if face is None:
            face = self._faces[style] = _load(self._files[style.bold], style)
        return face

    def width(self, text: str, style: Style) -> float:
        """Return the advance of a text, its marks closed up; texts are remembered."""
        key = (style, text)
        width = self._widths.get(key)
        if width is None:
            runs = runs_of(text)
            parts = [part for run in runs for part in parts_of(run)]
            width = sum(self.advance(part, style) for part in parts)
            width -= (len(runs) - 1) * style.size / 2
            _remember(self._widths, key, width)
        return width

    def advance(self, part: str, style: Style) -> float:
        """Return the advance of a part of a text that is shaped as one."""
        if is_square(part):
            return style.size
        key = (style, part)
        advance = self._advances.get(key)
        if advance is None:
            advance = self.face(style).getlength(part, direction="ltr")
            _remember(self._advances, key, advance)
        return advance

    def missing(self, characters: Iterable[str]) -> tuple[str, ...]:
        """Return those characters that one of the faces cannot draw."""
        return tuple(c for c in characters if not self._has(c))

    def _has(self, character: str) -> bool:
        known = self._known.get(character)
        if known is None:
            masks = (_mask(face, character) for face in self._probes)
            pairs = zip(masks, self._notdef, strict=True)
            known = self._known[character] = all(mask != nil for mask, nil in pairs)
        return known


def _remember(
    known: dict[tuple[Style, str], float], key: tuple[Style, str], length: float
) -> None:
    """Remember a length, if not too many are."""
    if len(known) < _MOST_LENGTHS:
        known[key] = length


def _identity(file: Path) -> str:
    """Return the SHA-256 of a font file.

    Raises:
        FontMissing: It cannot be read.
    """
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise FontMissing(str(file), FAMILY, "打不开") from error


def _mask(face: ImageFont.FreeTypeFont, text: str) -> tuple[tuple[int, int], bytes]:
    mask = face.getmask(text)
    return mask.size, bytes(mask)


def _load(file: Path, style: Style) -> ImageFont.FreeTypeFont:
    weight = "Bold" if style.bold else "Regular"
    wanted = f"{FAMILY} {weight}"
    try:
        face = ImageFont.truetype(
            str(file), style.size, _INDEX, layout_engine=ImageFont.Layout.RAQM
        )
    except OSError as error:
        raise FontMissing(str(file), wanted, "打不开") from error
    found = " ".join(part or "" for part in face.getname())
    if found != wanted:
        raise FontMissing(str(file), wanted, f"里面是 {found}")
    return face
