"""Break Chinese text into lines; it knows widths only through the measure it is given.

No line begins with a closing mark or ends with an opening one. Latin words, dates and
numbers with their units stay whole, and so does a name with the title behind it. A
mark ends a line with its inked half; one that does not fit takes the character before
it along to the next line.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from media.pages.punctuation import ends_narrow

Measure = Callable[[str], float]

NO_START = frozenset(
    "，。、；：？！）》”’】〉」』〕〗｝］％‰℃°…—～·!,.:;?)]}»%>"
    "々ぁぃぅぇぉっゃゅょー〞〟｠"
)
NO_END = frozenset("（《“‘【〈「『〔〖｛［([{«￥¥＄$￡£€№<｟〝")
_MARKS = (
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]"
)
_UNITS = (
    r"万元|亿元|千元|平方米|平方公里|立方米|公里|公斤|千克|厘米|毫米|千瓦时?|个月|"
    r"个工作日|工作日|小时|分钟|公顷|万亩|万人|万户|人次|元/[月年人次天亩户]"
)
_DATE = (
    r"[0-9]{4} ?年 ?[0-9]{1,2} ?月(?: ?[0-9]{1,2} ?[日号])?"
    r"|[0-9]{1,2} ?月 ?[0-9]{1,2} ?[日号]"
)
_SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙马朱胡林郭何高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜"
    "叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶"
    "贺毛郝顾龚邵万覃武钱戴严莫孔汤"
)
_OFFICES = (
    "县长|局长|主任|书记|镇长|乡长|村长|科长|股长|处长|所长|站长|校长|院长|组长|队长|会长|"
    "委员|会计|同志|先生|女士|老师|医生|律师|工程师"
)
_NAME = rf"[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}(?:副?(?:{_OFFICES}))"
_SHARE = "百分之[零〇一二三四五六七八九十百点]+"
_TOKENS = (
    rf"(?:第 ?)?[+\-−]?[0-9](?:[0-9.,:/×~～–—-]*[0-9])?"
    rf"(?: ?(?:{_UNITS}|[\u3400-\u9fff](?:[\u3400-\u9fff](?=[，。、；：！？）]))?"
    rf"|[%‰℃㎡㎞]|[A-Za-z]{{1,4}}(?![A-Za-z])))?"
    rf"|[A-Za-z0-9\u00c0-\u024f]+(?:[-'’./@_&+][A-Za-z0-9\u00c0-\u024f]+)*"
    rf"|—+|…+|\s+|.{_MARKS}*"
)
_TOKEN = re.compile(rf"{_DATE}|{_SHARE}|{_NAME}|{_TOKENS}", re.DOTALL)
_SMALLER = re.compile(_TOKENS, re.DOTALL)
"""For what is wider than a line: the same, but dates and names may be parted."""
_CLUSTER = re.compile(rf".{_MARKS}*", re.DOTALL)
_LONE_EMS = 2.2
_LONGEST_CHUNK = 40
"""Characters: a row of marks that never ends is parted all the same (B16)."""


def chunks_of(text: str) -> Iterator[str]:
    """Yield the pieces of a text between which a line may end."""
    return _chunks(text, _TOKEN)


def _chunks(text: str, tokens: re.Pattern[str]) -> Iterator[str]:
    chunk = ""
    for match in tokens.finditer(text):
        token = match[0]
        if chunk and not (len(chunk) < _LONGEST_CHUNK and _holds(chunk, token)):
            yield chunk
            chunk = ""
        chunk += token
    if chunk:
        yield chunk


def _holds(chunk: str, token: str) -> bool:
    """Say whether no line may end between a chunk and the token after it."""
    if chunk[-1] in NO_END:
        return True
    return token[0] in NO_START or (token.isspace() and not chunk.isspace())


def break_lines(text: str, width: float, measure: Measure) -> tuple[str, ...]:
    """Return the lines of one paragraph; at least one, none wider than the width."""
    return fill_lines(chunks_of(text.strip()), width, measure)


def break_text(text: str, width: float, measure: Measure) -> tuple[str, ...]:
    """Return the lines of a text that has line ends of its own."""
    return tuple(
        line for part in text.split("\n") for line in break_lines(part, width, measure)
    )


def fill_lines(
    chunks: Iterable[str], width: float, measure: Measure
) -> tuple[str, ...]:
    """Return the lines that chunks fill; one is cut only if it is wider than a line."""
    lines: list[list[str]] = [[]]
    used = 0.0
    for chunk in _fitting(chunks, width, measure):
        advance = measure(chunk)
        inked = _inked(chunk, measure) if _spares(chunk) else advance
        if lines[-1] and used + inked > width:
            lines.append([])
            used = 0.0
        lines[-1].append(chunk)
        used += advance
    _feed_last(lines, width, measure)
    return tuple("".join(line).strip() for line in lines)


def _spares(chunk: str) -> bool:
    """Say whether the end of a chunk may be blank."""
    return chunk[-1].isspace() or ends_narrow(chunk)


def _inked(chunk: str, measure: Measure) -> float:
    """Return the width of a chunk up to the end of its ink."""
    text = chunk.rstrip()
    blank = measure("国") / 2 if ends_narrow(text) else 0.0
    return measure(text) - blank


def _fitting(chunks: Iterable[str], width: float, measure: Measure) -> Iterator[str]:
    """Yield the chunks, cutting those that are wider than a whole line."""
    for chunk in chunks:
        if measure(chunk.rstrip()) <= width:
            yield chunk
            continue
        for smaller in _chunks(chunk, _SMALLER):
            fits = measure(smaller.rstrip()) <= width
            yield from (smaller,) if fits else _cut(smaller, width, measure)


def _cut(chunk: str, width: float, measure: Measure) -> Iterator[str]:
    """Yield parts of a chunk that fit a line; a closing mark takes one along."""
    part = ""
    used = 0.0
    for match in _CLUSTER.finditer(chunk):
        cluster = match[0]
        advance = measure(cluster)
        if part and used + advance > width:
            keep = len(part) - 1 if cluster[0] in NO_START and len(part) > 1 else None
            yield part[:keep]
            part = part[keep:] if keep else ""
            used = measure(part) if part else 0.0
        part += cluster
        used += advance
    yield part


def _feed_last(lines: list[list[str]], width: float, measure: Measure) -> None:
    """Give a last line of one or two characters a companion from the line above."""
    if len(lines) < 2 or len(lines[-2]) < 4:  # noqa: PLR2004 - nothing to spare
        return
    em = measure("国")
    last = "".join(lines[-1]).strip()
    moved = lines[-2][-1]
    if measure(last) < _LONE_EMS * em and measure(moved + last) <= width:
        lines[-1].insert(0, lines[-2].pop())
