"""Say why pages cannot be set; nothing is decided here.

PagesRefused
├── FontMissing      the machine lacks the fonts: the operator installs them
├── ShaperMissing    the machine cannot set lines: the operator installs a library
├── GlyphMissing     a character cannot be drawn: the drafter replaces it
├── TextTooLong      a text is longer than any page setter should take
└── PictureUnusable  a picture is absent, undecodable or too large
"""

import unicodedata
from collections.abc import Iterable


class PagesRefused(Exception):
    """Be the root of all reasons for which no page is set."""

    code = "pages_refused"


class FontMissing(PagesRefused):
    """Say that a font file is absent or is another face than the pinned one."""

    code = "font_missing"

    def __init__(self, file: str, wanted: str, found: str) -> None:
        self.file, self.wanted, self.found = file, wanted, found
        super().__init__(
            f"字体“{wanted}”不能用：{file}（{found}）。请安装 fonts-noto-cjk 后再试。"
        )


class ShaperMissing(PagesRefused):
    """Say that the machine lacks the library that sets lines of letters."""

    code = "shaper_missing"

    def __init__(self) -> None:
        super().__init__("这台机器缺少排字要的 libfribidi0。请安装以后再试。")


class GlyphMissing(PagesRefused):
    """Name the characters that the fonts cannot draw, and where they stand."""

    code = "glyph_missing"

    def __init__(self, characters: Iterable[str], place: str) -> None:
        self.characters = tuple(characters)
        self.place = place
        names = "、".join(name_of(character) for character in self.characters[:8])
        more = "等" if len(self.characters) > 8 else ""  # noqa: PLR2004 - as cut above
        super().__init__(
            f"{place}里有显示不出来的字：{names}{more}。请换成别的字，或改用图片。"
        )


class TextTooLong(PagesRefused):
    """Say that a text is longer than can be set."""

    code = "text_too_long"

    def __init__(self, what: str, *, found: int, most: int, of: str = "个") -> None:
        self.what, self.found, self.most = what, found, most
        super().__init__(
            f"{what}太长：{found:,} {of}，最多 {most:,} {of}。"
            "请改短，或者分成几件公开。"
        )


class PictureUnusable(PagesRefused):
    """Say that a picture named by the blocks cannot be drawn."""

    code = "picture_unusable"

    def __init__(self, sha256: str, reason: str) -> None:
        self.sha256, self.reason = sha256, reason
        super().__init__(f"图片 {sha256[:8]} 不能用：{reason}。请换一张再导入。")


_RARE_IDEOGRAPHS = range(0x20000, 0x34000)
"""Those of them that are newer than Python's tables have no name there."""


def name_of(character: str) -> str:
    """Return a character with its code point and Unicode name."""
    rare = ord(character) in _RARE_IDEOGRAPHS
    unnamed = f"CJK UNIFIED IDEOGRAPH-{ord(character):04X}" if rare else "未命名"
    name = unicodedata.name(character, unnamed)
    shown = character if character.isprintable() or rare else "□"
    return f"“{shown}”（U+{ord(character):04X} {name}）"
