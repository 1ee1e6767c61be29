"""Choose the template of a disclosure from what it holds; it lays nothing out.

Kinds of disclosure look alike all over a county, as the sections of a newspaper do:
a template is a way of setting, never a way of leaving out.
"""

import re
from collections.abc import Sequence
from enum import StrEnum

from media.pages.before_after import has_pair
from media.pages.captions import captioned
from media.pages.stage_bar import steps_of_table
from programme.blocks import (
    Block,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Revision,
    Table,
    text_of,
)
from programme.boards import Board

_MONEY = re.compile(r"元|金额|收入|支出|资金|费")
_PERSONS = re.compile(r"姓名|名单|户主|申请人|领取人|享受人|受益人|[救补]助?对象|人选")
_MOST_HEAD = 12
_LEAST_PERSONS = 6
_MOST_BESIDE_PICTURE = 600
_LONG = 300
"""Characters: more than two full pages."""
_LEAST_SECTIONS = 3


class Template(StrEnum):
    """Say how the pages of a disclosure are set."""

    NOTICE = "notice"
    """A notice: facts, prose, who signs at the right."""
    FINANCE = "finance"
    """Tables of money: running sums from page to page."""
    POLICY = "policy"
    """A long text: every page says in which section it is."""
    PERSONS = "persons"
    """Names in two or three columns, by group."""
    PICTURE = "picture"
    """A picture with its caption, the words beside or below it."""
    PROGRESS = "progress"
    """How far a project is: its stages, before and after side by side."""


def template_of(revision: Revision, *, board: Board, staged: bool) -> Template:
    """Return the template that fits what a revision holds.

    Args:
        revision: What is to be set.
        board: The board that it hangs on.
        staged: Whether it tells of a matter that is disclosed stage by stage.
    """
    blocks = captioned(revision.blocks)
    if staged or shows_progress(blocks):
        return Template.PROGRESS
    tables = [block for block in blocks if isinstance(block, Table)]
    if any(map(lists_persons, tables)):
        return Template.PERSONS
    if any(is_money(table, board) for table in tables):
        return Template.FINANCE
    return _of_prose(blocks)


def _of_prose(blocks: Sequence[Block]) -> Template:
    prose = (Heading, Paragraph, ListBlock)
    length = sum(len(text_of(block)) for block in blocks if isinstance(block, prose))
    figures = any(isinstance(block, Figure) for block in blocks)
    if figures and length <= _MOST_BESIDE_PICTURE:
        return Template.PICTURE
    headings = sum(isinstance(block, Heading) for block in blocks)
    if headings >= _LEAST_SECTIONS and length > _LONG:
        return Template.POLICY
    return Template.NOTICE


def shows_progress(blocks: Sequence[Block]) -> bool:
    """Say whether pieces show stages, or a place before and after."""
    stages = any(isinstance(block, Table) and steps_of_table(block) for block in blocks)
    return stages or has_pair(blocks)


def lists_persons(table: Table) -> bool:
    """Say whether a table lists persons and is long enough to stand in columns."""
    head = " ".join(
        cell.text for row in table.rows[: max(1, table.header_rows)] for cell in row
    )
    words = [each for each in head.split() if len(each) <= _MOST_HEAD]
    named = any(map(_PERSONS.search, words))
    return named and len(table.rows) - table.header_rows >= _LEAST_PERSONS


def is_money(table: Table, board: Board) -> bool:
    """Say whether a table is one of money."""
    if table.unit_note.strip().endswith("元"):
        return True
    head = " ".join(cell.text for row in table.rows[:1] for cell in row)
    return board is Board.FINANCE and _MONEY.search(head) is not None
