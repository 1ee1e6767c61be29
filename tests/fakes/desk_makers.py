"""Stand in for the makers of blocks and pages, which are processes of their own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from programme.blocks import AssetRef, Block, PageImageBlock, Paragraph, Revision
from programme.boards import Board
from programme.canonical import sha256_hex
from programme.layout import Panel
from publishing.desk.ports import UnusableInput


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeImport:
    """Be a file of which every line is a paragraph."""

    blocks: tuple[Block, ...]
    images: Mapping[str, bytes] = field(default_factory=dict)
    report: Mapping[str, Any] = field(default_factory=lambda: {"kept": ["文字"]})


class LineImporter:
    """Read text, a paragraph a line, and photos; refuse what is neither."""

    def import_file(self, data: bytes, filename: str) -> FakeImport:
        if data.startswith(b"photo"):
            return _photos(data)
        try:
            lines = data.decode().splitlines()
        except UnicodeDecodeError as error:
            message = f"{filename} 打不开，可能损坏了。请另存一份再导入。"
            raise UnusableInput(message, code="damaged") from error
        return FakeImport(blocks=tuple(Paragraph(text=line) for line in lines))


def _photos(data: bytes) -> FakeImport:
    """Return the pictures after each bar; what the camera wrote stands before."""
    pictures = {sha256_hex(one): one for one in data.split(b"|")[1:]}
    blocks = tuple(
        PageImageBlock(
            image=AssetRef(sha256=sha256, length=len(one)),
            width=4,
            height=3,
            words="",
        )
        for sha256, one in pictures.items()
    )
    return FakeImport(blocks=blocks, images=pictures)


@dataclass(frozen=True, slots=True, kw_only=True)
class FakePage:
    """Be a page whose picture is its words."""

    webp: bytes
    pixels_sha256: str
    width: int
    height: int
    dwell_s: int
    words: str


class OnePageSetter:
    """Set every revision on one page of a panel; refuse the unknown 〓."""

    def set_pages(
        self,
        revision: Revision,
        *,
        board: Board,
        panel: Panel,
        images: Mapping[str, bytes],
    ) -> tuple[FakePage, ...]:
        del images
        words = revision.title + "".join(
            block.text for block in revision.blocks if isinstance(block, Paragraph)
        )
        if "〓" in words:
            message = "“〓”这个字没有字形。请换一个写法。"
            raise UnusableInput(message, code="glyph_missing")
        webp = f"RIFF {panel.name} {board} {words}".encode()
        page = FakePage(
            webp=webp,
            pixels_sha256=sha256_hex(webp),
            width=panel.width,
            height=panel.height,
            dwell_s=12,
            words=words,
        )
        return (page,)
