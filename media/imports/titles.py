"""Find the title of a document that names none; pure.

An official document begins with the office's name in red and its number (GB/T 9704):
its title stands below them, over as many lines as it needs.
"""

import re
from collections.abc import Sequence

from programme.blocks import Block, Heading, Paragraph

_LONGEST = 60
_SENTENCE_ENDS = "。；;：:，,"
_RED_HEAD = re.compile(r".{2,40}文件")
_NUMBER = re.compile(r".{1,24}[〔\[（(]\s*\d{4}\s*[〕\]）)]\s*第?\s*\d{1,5}\s*号")
_MARKS = re.compile(r"\d{6}|(?:特急|加急|急件).{0,6}|签发人[:：].{1,20}|此件公开发布")
_KINDS = re.compile(
    r".*(?:通知|公告|通告|公示|决定|决议|意见|报告|批复|函|办法|方案|规定|细则|请示|通报"
    r"|纪要|公报|命令|议案|名单|情况|说明|预案|条例|规划|计划)(?:（.{1,20}）)?"
)
_ABOUT = "关于"
_MOST_HEAD, _MOST_LINES = 5, 4


def title_lines(blocks: Sequence[Block]) -> tuple[int, int]:
    """Return the first line of the title and the one behind its last, by number.

    Both are nought where no line looks like a title.
    """
    begin = _below_head(blocks)
    for first in (begin, 0) if 0 < begin < len(blocks) else (0,):
        end = _end(blocks, first)
        if first < end < len(blocks):
            return first, end
    return 0, 0


def _below_head(blocks: Sequence[Block]) -> int:
    """Return where the title of a document with a red head begins; else nought."""
    number, seen = 0, False
    while number < min(_MOST_HEAD, len(blocks)):
        text = _text(blocks[number])
        is_head = _RED_HEAD.fullmatch(text) or _NUMBER.fullmatch(text)
        if not is_head and not _MARKS.fullmatch(text):
            break
        seen = seen or is_head is not None
        number += 1
    return number if seen else 0


def _end(blocks: Sequence[Block], first: int) -> int:
    """Return the line behind a title that begins at one; the same where none does."""
    said = ""
    for number in range(first, min(first + _MOST_LINES, len(blocks))):
        line = _text(blocks[number])
        said += line
        if not line or len(said) > _LONGEST or line[-1] in _SENTENCE_ENDS:
            break
        if _ABOUT in said and _KINDS.fullmatch(said):
            return number + 1
    block = blocks[first]
    text = _text(block)
    numbered = isinstance(block, Heading) and text[1:2] == "、"
    fits = 0 < len(text) <= _LONGEST and text[-1] not in _SENTENCE_ENDS
    return first + 1 if fits and not numbered else first


def _text(block: Block) -> str:
    if not isinstance(block, Heading | Paragraph):
        return ""
    return " ".join(block.text.split("\n"))
