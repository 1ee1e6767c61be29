"""Say whether a version lists persons, however it is written; pure (REQ-22).

A list of persons is shown in its own village and nowhere else, so whatever may be one
counts as one: a table by its head or by what stands in a column, lines that begin with
a name, a title that calls it 名单, a picture below a heading of relief. It masks and
drops nothing (`person_lists`, `relief_lists`).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from programme.blocks import (
    Block,
    Figure,
    Heading,
    ListBlock,
    PageImageBlock,
    Paragraph,
    Revision,
    Table,
)
from publishing.desk.person_lists import heads_of, names_persons
from publishing.desk.relief_lists import RELIEF, names_relief
from publishing.desk.table_grid import Placed, placed

_SURNAMES = (
    "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧肖程曹袁邓许傅沈曾彭吕苏卢蒋"
    "蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段"
    "雷钱汤尹黎易常武乔贺赖龚文"
)
_HIDDEN = "*＊×Xx某○〇"
_DOUBLE = "欧阳|上官|司马|诸葛|司徒|尉迟|慕容"
_NAME = rf"(?:[{_SURNAMES}]|{_DOUBLE})[\u4e00-\u9fff{_HIDDEN}]{{1,3}}"
_MASKED = re.compile(rf"[\u4e00-\u9fff][{_HIDDEN}]{{1,2}}[\u4e00-\u9fff]?")
_THING = re.compile(
    r"[村镇乡县市局办组路站所会区队社户坝年月日费款项个元店厂校院电桶台件]$"
)
_WHOLE_NAME = re.compile(_NAME)
_ROW = re.compile(rf"(?:[\d０-９]+[.、．)）\s]*)?({_NAME})(?=[\s,，:：;；、（(|]|$)")
_SHARE = re.compile(rf"(?:^|[、，,；;。\s：:])({_NAME}?)\s*[（(]?\d")
_COLUMN = re.compile(
    r"(?:序号)?(?:(?:家长|负责|承包|受助|获奖|拟录用|学生|儿童)?(?:人|对象)?姓名|户主|姓名及金额"
    r"|申请人|领取人|享受人|受益人|救助对象|补贴对象|联系人|当事人)(?:名单|姓名)?"
)
_HEAD = re.compile(
    r"(?:农|承包|补贴|受益|救助|低保|贫困|脱贫|困难)户|户名|名字|人名|村民|党员|学生|考生|社员|职工"
    r"|(?:补贴|救助|慰问|帮扶|发放|公示|资助|奖励)?对象|人员|残疾人|老人|权利人|被征地人"
    r"|(?:申报|持有|监护|承包|受补贴|被补偿)人|承包方"
)
_HEAD_ROWS = 3
_ABOUT_PERSONS = re.compile(
    r"补贴|补助|资助|奖励|奖补|慰问|公示|人员|对象|学生|儿童|老人|党员|残疾|户"
)
_CALLED_LIST = re.compile(
    r"(?<!企业)(?<!单位)(?<!机构)(?<!项目)(?<!部门)(?<!公司)(?<!学校)(?<!医院)(?<!药店)"
    r"(?<!商户)(?<!药品)(?<!事项)(?<!文件)(?<!产品)(?<!工程)(?<!供应商)(?<!合作社)(?<!场所)"
    r"名单|花名册|名册"
)
_LEAST_ROWS = 3
_LEAST_SHARE = 0.6
_MOST_HEADING = 40
"""Characters; a longer paragraph is a sentence and calls nothing a list."""


def lists_persons(revision: Revision, *, category: str = "") -> bool:
    """Say whether a version is, or may be, a list of persons."""
    headings = (category, *_headings(revision))
    if any(map(_CALLED_LIST.search, headings)):
        return True
    relief = any(map(RELIEF.search, headings))
    if any(map(_ABOUT_PERSONS.search, headings)) and any(map(_mute, revision.blocks)):
        return True
    lines = [line.strip() for line in _lines(revision.blocks)]
    return (
        any(_block_lists(block, revision.title) for block in revision.blocks)
        or (relief and any(map(_may_hide_names, revision.blocks)))
        or (relief and any(map(_is_persons_share, lines)))
        or _are_rows(lines)
    )


def _headings(revision: Revision) -> Iterator[str]:
    """Yield whatever may name the matter: title, headings, captions, short lines."""
    yield _plain(revision.title)
    for block in revision.blocks:
        if isinstance(block, Heading):
            yield _plain(block.text)
        elif isinstance(block, Table | Figure):
            yield _plain(block.caption)
        elif isinstance(block, Paragraph) and len(block.text) <= _MOST_HEADING:
            yield _plain(block.text)
        elif isinstance(block, PageImageBlock):
            yield _plain(block.words[:_MOST_HEADING])
    yield _plain(revision.source_name)


def _block_lists(block: Block, title: str) -> bool:
    if not isinstance(block, Table):
        return False
    cells = [(each, _plain(each.cell.text)) for each in placed(block)]
    return (
        names_persons(heads_of(block))
        or names_relief(block, title)
        or any(_COLUMN.fullmatch(text) for _, text in cells)
        or any(each.row < _HEAD_ROWS and _HEAD.fullmatch(text) for each, text in cells)
        or any(map(_is_column_of_names, _ranks(cells, block.header_rows)))
    )


def _ranks(
    cells: Iterable[tuple[Placed, str]], header_rows: int
) -> Iterator[list[str]]:
    """Yield what stands in each column and in each row below the head."""
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for each, text in cells:
        if text and each.row >= header_rows:
            found["column", each.start].append(text)
            found["row", each.row].append(text)
    yield from found.values()


def _is_column_of_names(cells: list[str]) -> bool:
    names = sum(_is_name(cell) or bool(_MASKED.fullmatch(cell)) for cell in cells)
    return names >= _LEAST_ROWS and names >= _LEAST_SHARE * len(cells)


def _may_hide_names(block: Block) -> bool:
    """Say whether names may stand where no rule reads them: pictures, lists."""
    return isinstance(block, Figure | PageImageBlock) or (
        isinstance(block, ListBlock) and len(block.entries) >= _LEAST_ROWS
    )


def _mute(block: Block) -> bool:
    """Say whether a picture stands there of which no word is known."""
    return isinstance(block, Figure) and not block.words.strip()


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, ListBlock):
            yield from block.entries
        elif isinstance(block, Paragraph):
            yield from block.text.splitlines()
        elif isinstance(block, PageImageBlock | Figure):
            yield from block.words.splitlines()


def _are_rows(lines: list[str]) -> bool:
    """Say whether three lines begin with a name, or one line strings names together."""
    begin = sum(map(_begins_with_name, lines))
    masked = sum(len(_MASKED.findall(line)) for line in lines)
    return max(begin, masked) >= _LEAST_ROWS or any(map(_strings_names, lines))


def _strings_names(line: str) -> bool:
    parts = re.split(r"[、，,；;：:。（）()\s]+", line)
    names = sum(_is_name(_plain(part)) for part in parts)
    shares = [name for name in _SHARE.findall(line) if _is_name(name)]
    return max(names, len(shares)) >= _LEAST_ROWS


def _begins_with_name(line: str) -> bool:
    found = _ROW.match(line)
    return found is not None and not _THING.search(found.group(1))


def _is_persons_share(line: str) -> bool:
    """Say whether a line tells what one person gets."""
    return _begins_with_name(line) and any(sign.isdigit() for sign in line)


def _is_name(text: str) -> bool:
    return bool(_WHOLE_NAME.fullmatch(text)) and not _THING.search(text)


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)
