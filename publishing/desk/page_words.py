"""Decide whether a person vouches for the words of every scanned page; pure.

A machine's reading is a proposal: nobody who cannot see the page may be told what no
person has read (REQ-16, REQ-36).
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from programme.blocks import Block, PageImageBlock
from programme.canonical import sha256_hex
from publishing.errors import Refused

_MOST_NAMED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Name the words of one page image by their digests."""

    image_sha256: str
    words_sha256: str


def words_of(block: PageImageBlock) -> Words:
    """Return the words of a page image by their digest."""
    return Words(
        image_sha256=block.image.sha256,
        words_sha256=sha256_hex(block.words.encode()),
    )


def scans_of(blocks: Sequence[Block]) -> Iterator[tuple[int, PageImageBlock]]:
    """Yield the scanned pages, numbered from 1 in the order of the pages."""
    scans = (block for block in blocks if isinstance(block, PageImageBlock))
    yield from enumerate(scans, start=1)


def typed_words(before: Sequence[Block], after: Sequence[Block]) -> tuple[Words, ...]:
    """Return the words that somebody typed: they are not those that stood there."""
    stood = {words_of(block) for _, block in scans_of(before)}
    return tuple(
        dict.fromkeys(
            words
            for _, block in scans_of(after)
            if block.words.strip() and (words := words_of(block)) not in stood
        )
    )


def unread_pages(blocks: Sequence[Block], read: Collection[Words]) -> tuple[int, ...]:
    """Return the scanned pages for whose words no person vouches, by number."""
    return tuple(
        number
        for number, block in scans_of(blocks)
        if not block.words.strip() or words_of(block) not in read
    )


def check_words_read(blocks: Sequence[Block], read: Collection[Words]) -> None:
    """Return only if a person typed or confirmed the words of every scanned page.

    Raises:
        Refused: Words of a page are a machine's alone, or missing.
    """
    unread = unread_pages(blocks, read)
    if unread:
        named = "、".join(str(number) for number in unread[:_MOST_NAMED])
        more = f" 等 {len(unread)} 张" if len(unread) > _MOST_NAMED else " 张"
        message = (
            f"第 {named}{more}扫描页的文字还没有人核对。请起草人照着原页改好文字，"
            "按“文字已核对”，再提交。"
        )
        raise Refused(message, code="page_words_unread")
