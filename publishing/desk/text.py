"""Clean what people type and how they name files; refuse what may not come in; pure.

Text stays text: nothing is interpreted as markup here or later (B14). It is brought
to NFC, invisible steering characters go, and its length is capped (B16).
"""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from media.imports.secrecy import secrecy_mark
from media.pages.checks import MOST_CHARACTERS
from programme.blocks import Block
from publishing.cleaning import clean_line, clean_text, clean_value, folded
from publishing.errors import Refused

__all__ = [
    "check_link",
    "check_not_secret",
    "check_size",
    "clean_line",
    "clean_name",
    "clean_text",
    "clean_value",
    "folded",
]

MOST_BLOCKS = 20_000
MOST_NAME = 120


class SecretFileRefused(Refused):
    """Say that a file with a secrecy mark may not be uploaded (REQ-19)."""

    def __init__(self, mark: str) -> None:
        self.mark = mark
        super().__init__(
            f"涉密文件不得上传：开头有“{mark}”字样，内容没有保存。"
            "请按保密规定处理原件，并告诉保密员。",
            code="secret_file",
        )


class LinkRefused(Refused):
    """Say which links may be used (B15)."""

    def __init__(self) -> None:
        super().__init__(
            "这个链接不能用：只能是本县登记过的网站，以 https:// 开头。请换一个。",
            code="link_refused",
        )


def clean_name(name: str) -> str:
    """Return a file's name as it may be shown; it is never used as a path (B13)."""
    last = re.split(r"[/\\\\]", clean_text(name))[-1].strip(" .")
    stem, dot, ending = last.rpartition(".")
    room = MOST_NAME - len(ending) - len(dot)
    shown = f"{stem[:room]}{dot}{ending}" if stem and room > 0 else last[:MOST_NAME]
    return clean_line(shown) or "未命名文件"


def check_size(blocks: tuple[Block, ...], words: Iterable[str]) -> None:
    """Return only if a document is not too long to be handled.

    Raises:
        Refused: Too many blocks, or too many characters.
    """
    characters = sum(map(len, words))
    if len(blocks) > MOST_BLOCKS or characters > MOST_CHARACTERS:
        message = (
            f"内容太长：最多 {MOST_BLOCKS} 段、{MOST_CHARACTERS // 10_000} 万字。"
            "请分成几件公开。"
        )
        raise Refused(message, code="content_too_long")


def check_not_secret(lines: Iterable[str]) -> None:
    """Return only if the head of a document bears no secrecy mark (REQ-19).

    Raises:
        SecretFileRefused: It bears one.
    """
    mark = secrecy_mark(lines)
    if mark is not None:
        raise SecretFileRefused(mark)


def check_link(link: str, hosts: frozenset[str]) -> str:
    """Return a link that may be shown as a code; none is none.

    Raises:
        LinkRefused: Another scheme, a host that is not listed, or no link at all.
    """
    text = clean_line(link)
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError as error:
        raise LinkRefused from error
    good = parts.scheme in {"http", "https"} and host in hosts
    if not good or parts.username is not None or " " in text:
        raise LinkRefused
    return text
