"""Say what a secrecy reviewer should look at in a version; pure, it concludes nothing.

Sources of the checklist: regulation on the disclosure of government information,
articles 14 to 17 (checked 2026-11); a person answers it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from programme.blocks import Figure, PageImageBlock, Revision, text_of

CHECKLIST = (
    "原件和附件上有没有密级标志，页眉、页脚、首页、附件都要看",
    "内容是不是出自涉密文件，或者还在保密期里",
    "有没有工作秘密、商业秘密，公开会不会伤害第三人",
    "几件放在一起看，会不会推出不该公开的事",
    "会不会危及国家安全、公共安全、经济安全和社会稳定",
)
"""What the program cannot answer."""

_WORDS = re.compile(
    r"绝\s*密|机\s*密|秘\s*密|涉\s*密|内部(?:资料|文件|掌握|使用|传阅|参考)"
    r"|不(?:得|予|宜)公开|未公开|会议纪要|讨论稿|送审稿|请示件|国家安全|国防|军事"
    r"|部队|武警|战备|人防|侦查|密码|要害部位|应急物资储备|维稳|信访维稳"
)
_AROUND = 12
_MOST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """Be one thing to look at."""

    block: int | None
    """The piece in which it stands, from 0; None: the title or the whole."""
    text: str


def prompts_of(revision: Revision) -> tuple[Prompt, ...]:
    """Return what to look at in a version, in its order; at most some dozens."""
    found: list[Prompt] = []
    for prompt in _all(revision):
        if len(found) == _MOST:
            more = f"类似的还有，只列前 {_MOST} 处，请通读全文"
            return (*found, Prompt(block=None, text=more))
        found.append(prompt)
    return tuple(found)


def _all(revision: Revision) -> Iterator[Prompt]:
    yield from _words(f"{revision.title}", None)
    for number, block in enumerate(revision.blocks):
        yield from _words(text_of(block), number)
        if isinstance(block, Figure | PageImageBlock):
            words = "这里是图片，系统看不懂图里的字和标志，请放大看一遍"
            yield Prompt(block=number, text=words)


def _words(text: str, block: int | None) -> Iterator[Prompt]:
    for match in _WORDS.finditer(text):
        begin, end = max(0, match.start() - _AROUND), match.end() + _AROUND
        around = " ".join(text[begin:end].split())
        yield Prompt(block=block, text=f"有“{match[0]}”字样：…{around}…")
