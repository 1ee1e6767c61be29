"""Find a secrecy mark at the head of a document (REQ-19); a person judges the rest."""

import re
from collections.abc import Iterable

_HEAD_LINES = 12
_HEAD_CHARACTERS = 400
_WORDS = "绝密|机密|秘密|内部资料|内部文件|工作秘密"
_STARRED = re.compile(r"(绝\s*密|机\s*密|秘\s*密)\s*[★☆✩✭*＊]")
_ALONE = re.compile(
    rf"^[【\[（(〔]?\s*(?:密\s*级\s*[:：]?\s*)?({_WORDS})"
    r"(?:\s*$|\s*[】\])）〕]|\s+|[，,、。!！:：;；—-]|级)"
)


def secrecy_mark(texts: Iterable[str]) -> str | None:
    """Return the mark that the first lines bear, if any."""
    head: list[str] = []
    length = 0
    for text in texts:
        for line in filter(None, (part.strip() for part in text.split("\n"))):
            head.append(line)
            length += len(line)
            if len(head) >= _HEAD_LINES or length >= _HEAD_CHARACTERS:
                return _mark(head)
    return _mark(head)


def _mark(head: list[str]) -> str | None:
    for line in head:
        close = _closed(line)
        found = _STARRED.search(line) or _ALONE.search(line) or _ALONE.search(close)
        if found:
            return "".join(found[1].split())
    return None


def _closed(line: str) -> str:
    """Return a line in which letters set wide (机　密) stand together."""
    return (
        "".join(line.split())
        if len("".join(line.split())) <= len("密级：工作秘密")
        else line
    )
