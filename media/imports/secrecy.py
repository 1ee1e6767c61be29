"""Know a secrecy mark by its place and form (REQ-19); a person judges the rest.

A mark stands alone at the head of a document, on a page's head or foot, in a text box
or in a file's properties. Only a mark with its star is one wherever it stands.
"""

import re
from collections.abc import Iterable

_HEAD_LINES = 12
_HEAD_CHARACTERS = 400
_LEVELS = "绝密|机密|秘密"
_WORDS = f"{_LEVELS}|内部资料|内部文件|工作秘密"
_STARRED = re.compile(r"(?<!商业)(绝\s*密|机\s*密|秘\s*密|内\s*部)\s*[★☆✩✭*＊]")
_ALONE = re.compile(
    rf"^[【\[（(〔]?\s*(?:密\s*级\s*[:：]?\s*)?({_WORDS})"
    r"(?:\s*$|\s*[】\])）〕]|级?\s+"
    r"|级?[，,、。!！:：;；—-]\s*(?:注意|妥善|不得|严禁|禁止|阅后|限)"
    r"|[。!！:：]?\s*$|级\s*$)"
)
_INSIDE = re.compile(
    r"^[【\[（(〔]?(内部)(?:使用|传阅|掌握|参考|刊物)?[】\])）〕]?"
    r"[，,。!！ ]*(?:注意保存|妥善保管|不得外传|严禁外传|请勿外传)?$"
)
_SHORT_LINE = 24
"""A line with a starred mark in running text is no longer than this."""


def secrecy_mark(texts: Iterable[str]) -> str | None:
    """Return the mark that the first lines bear, if any."""
    head: list[str] = []
    length = 0
    for text in texts:
        for line in filter(None, (part.strip() for part in text.split("\n"))):
            head.append(line)
            length += len(line)
            if len(head) >= _HEAD_LINES or length >= _HEAD_CHARACTERS:
                return margin_mark(head)
    return margin_mark(head)


def margin_mark(lines: Iterable[str]) -> str | None:
    """Return the mark that one of these lines is or bears, each standing alone."""
    for line in lines:
        close = _closed(line.strip())
        found = (
            _STARRED.search(line)
            or _ALONE.search(line.strip())
            or _ALONE.search(close)
            or _INSIDE.search(close)
        )
        if found:
            return "".join(found[1].split())
    return None


def body_mark(texts: Iterable[str]) -> str | None:
    """Return a mark with its star that is a short line of its own in a text."""
    for text in texts:
        if "密" not in text and "内" not in text:
            continue
        for line in text.split("\n"):
            found = _STARRED.match(line.strip())
            if found and len(line.strip()) <= _SHORT_LINE:
                return "".join(found[1].split())
    return None


def _closed(line: str) -> str:
    """Return a line in which letters set wide (机　密) stand together."""
    close = "".join(line.split())
    return close if len(close) <= len("密级：工作秘密★长期") else line
