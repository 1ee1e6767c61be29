"""Break Chinese text into lines; it knows widths only through the measure it is given.

No line begins with a closing mark or ends with an opening one, Latin words stay
whole, and a number stays with its unit. A mark that does not fit takes the character
before it along to the next line.
"""

import re
from collections.abc import Callable, Iterable, Iterator

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
_TOKEN = re.compile(
    rf"(?:第 ?)?[+\-−]?[0-9](?:[0-9.,:/×~-]*[0-9])?"
    rf"(?: ?(?:{_UNITS}|[\u3400-\u9fff](?:[\u3400-\u9fff](?=[，。、；：！？）]))?"
    rf"|[%‰℃㎡㎞]|[A-Za-z]{{1,4}}(?![A-Za-z])))?"
    rf"|[A-Za-z0-9\u00c0-\u024f]+(?:[-'’./@_&+][A-Za-z0-9\u00c0-\u024f]+)*"
    rf"|—+|…+|\s+|.{_MARKS}*",
    re.DOTALL,
)
_CLUSTER = re.compile(rf".{_MARKS}*", re.DOTALL)
_LONE_EMS = 2.2


def chunks_of(text: str) -> Iterator[str]:
    """Yield the pieces of a text between which a line may end."""
    chunk = ""
    for match in _TOKEN.finditer(text):
        token = match[0]
        if chunk and not _holds(chunk, token):
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
        inked = measure(chunk.rstrip()) if chunk[-1].isspace() else advance
        if lines[-1] and used + inked > width:
            lines.append([])
            used = 0.0
        lines[-1].append(chunk)
        used += advance
    _feed_last(lines, width, measure)
    return tuple("".join(line).strip() for line in lines)


def _fitting(chunks: Iterable[str], width: float, measure: Measure) -> Iterator[str]:
    """Yield the chunks, cutting those that are wider than a whole line."""
    for chunk in chunks:
        if measure(chunk.rstrip()) <= width:
            yield chunk
            continue
        yield from _cut(chunk, width, measure)


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
