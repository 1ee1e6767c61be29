"""Stand in for the makers of blocks and pages, which are processes of their own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from media.pages.glance import changed_page
from media.pages.manner import PLAIN, Manner
from media.pages.written import Written
from programme.blocks import AssetRef, Block, PageImageBlock, Paragraph, Revision
from programme.boards import Board
from programme.canonical import sha256_hex
from programme.layout import Panel
from publishing.desk.ports import UnusableInput

_WHITE = bytes.fromhex(
    "524946461e000000574542505650384c110000002f0140000007d0fffef7bfff8188e87f0000"
)
"""Two white pixels by two; what stands behind makes each page a file of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeImport:
    """Be a file of which every line is a paragraph."""

    blocks: tuple[Block, ...]
    images: Mapping[str, bytes] = field(default_factory=dict)
    report: Mapping[str, Any] = field(default_factory=lambda: {"kept": ["文字"]})
    parts: tuple[Mapping[str, Any], ...] = ()


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
        return FakeImport(
            blocks=tuple(Paragraph(text=line) for line in lines),
            parts=tuple(
                part_of(f"第 {number} 段", line, blocks=(number - 1,))
                for number, line in enumerate(lines, start=1)
            ),
        )


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
    parts = tuple(
        part_of(f"第 {number + 1} 页", "", blocks=(number,), page=number + 1)
        for number in range(len(blocks))
    )
    return FakeImport(blocks=blocks, images=pictures, parts=parts)


def part_of(
    label: str, shown: str, *, blocks: tuple[int, ...], page: int | None = None
) -> Mapping[str, Any]:
    """Return a place of a file of which nothing was lost."""
    return {
        "label": label,
        "shown": shown,
        "page": page,
        "blocks": blocks,
        "is_title": False,
        "simplified": (),
        "lost": (),
    }


def draw_page(data: bytes, filename: str, page: int) -> bytes:
    """Draw a page of photos: the picture after so many bars."""
    del filename
    return data.split(b"|")[page]


@dataclass(frozen=True, slots=True, kw_only=True)
class FakePage:
    """Be a page whose picture is its words."""

    webp: bytes
    pixels_sha256: str
    width: int
    height: int
    dwell_s: int
    words: str
    whole: int = 0
    count: int = 1
    written: tuple[Written, ...] = ()
    number: int = 1
    names: tuple[str, ...] = ()


class OnePageSetter:
    """Set every revision on one page of a panel; refuse the unknown 〓.

    Where the drafter gave points, the page is a summary. At a glance ‖ divides pages.
    """

    def set_pages(
        self,
        revision: Revision,
        *,
        board: Board,
        panel: Panel,
        images: Mapping[str, bytes],
        manner: Manner = PLAIN,
    ) -> tuple[FakePage, ...]:
        del images
        words = revision.title + "".join(
            block.text for block in revision.blocks if isinstance(block, Paragraph)
        )
        if "〓" in words:
            message = "“〓”这个字没有字形。请换一个写法。"
            raise UnusableInput(message, code="glyph_missing")
        glance = manner.glance
        names = tuple(words.split("‖")) if glance is not None else ()
        number = 1
        if glance is not None:
            number = min(changed_page(names, glance), len(names))
            words = names[number - 1]
        webp = _WHITE + f" {panel.name} {board} {words}".encode()
        page = FakePage(
            webp=webp,
            pixels_sha256=sha256_hex(webp),
            width=panel.width,
            height=panel.height,
            dwell_s=12,
            words=words,
            whole=30 if manner.points else 0,
            count=len(names) or 1,
            number=number,
            names=names,
        )
        return (page,)
