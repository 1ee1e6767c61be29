"""Hold every template on every size of panel against what a page may never do."""

from functools import cache
from itertools import combinations

import pytest
from hypothesis import given, settings, strategies as st

from media.pages.fonts import Fonts, Style
from media.pages.manner import Manner
from media.pages.pieces import Fill, Ink, Mark, Photo
from media.pages.punctuation import parts_of, runs_of
from media.pages.setter import PageSetter
from media.pages.stage_bar import Step, StepState
from media.pages.templates import Template
from programme.blocks import (
    AssetRef,
    Block,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Revision,
    Table,
)
from programme.boards import Board
from programme.layout import Panel, scale_of
from tests.fakes.account_blocks import cells

PANELS = [
    Panel(width=width, height=height, diagonal_inches=inches, distance_mm=distance)
    for width, height, inches, distance in (
        (1280, 720, 43, 3500),
        (1366, 768, 32, 2500),
        (1920, 1080, 55, 5000),
        (1080, 1920, 43, 3000),
        (720, 1280, 32, 2000),
        (2560, 1440, 65, 5000),
        (3840, 2160, 86, 8000),
        (2160, 3840, 55, 4000),
    )
]
WORDS = st.text(
    alphabet="国务院清禾县公开，。、；：（）《》“”abc 12,345.67元年月日%第—-",
    max_size=90,
).filter(lambda text: text.strip())
SHORT = WORDS.map(lambda text: text[:14])
IMAGE = AssetRef(sha256="0" * 64, length=1)
FIGURES = st.builds(
    Figure,
    image=st.just(IMAGE),
    width=st.integers(60, 4000),
    height=st.integers(60, 4000),
    caption=st.sampled_from(["", "施工前：南墙", "施工后：南墙", "广场东门" * 8]),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width, height = draw(st.integers(1, 6)), draw(st.integers(1, 12))
    names = draw(
        st.sampled_from([("姓名", "组别"), ("阶段", "进度"), ("项目", "金额")])
    )
    head = [*names, *("收入",) * width][:width]
    figures = st.integers(0, 10**10).map(lambda n: f"{n / 100:,.2f}")
    rows = [
        cells(draw(SHORT), *(draw(figures) for _ in range(width - 1)))
        for _ in range(height)
    ]
    return Table(
        unit_note=draw(st.sampled_from(["", "元"])),
        header_rows=1,
        numeric_columns=tuple(range(1, width)),
        total_rows=(height,) if draw(st.booleans()) else (),
        rows=(cells(*head), *rows),
    )


BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, level=st.integers(1, 3), text=SHORT),
    st.builds(Paragraph, text=WORDS),
    st.builds(
        ListBlock, ordered=st.booleans(), entries=st.tuples(WORDS, SHORT, SHORT, SHORT)
    ),
    FIGURES,
    tables(),
)
STEPS = (
    Step(name="事前", state=StepState.DONE),
    Step(name="事中", state=StepState.NOW),
)


@cache
def inked(fonts: Fonts, part: str, style: Style) -> tuple[float, ...]:
    """Return the box that a part of a text inks, from its beginning on its line."""
    return fonts.face(style).getbbox(part, anchor="ls")


def box_of(mark: Mark, fonts: Fonts) -> tuple[float, float, float, float]:
    """Return the box that a mark inks."""
    if not isinstance(mark, Ink):
        return (mark.x, mark.y, mark.x + mark.width, mark.y + mark.height)
    x = float(mark.x)
    boxes: list[tuple[float, float, float, float]] = [
        (x, mark.baseline, x, mark.baseline)
    ]
    for number, run in enumerate(runs_of(mark.text)):
        x -= mark.style.size / 2 if number else 0
        for part in parts_of(run):
            left, top, right, bottom = inked(fonts, part, mark.style)
            y = mark.baseline
            boxes.append((x + left, y + top, x + right, y + bottom))
            x += fonts.advance(part, mark.style)
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def overlap(one: Mark, other: Mark, fonts: Fonts) -> bool:
    a, b = box_of(one, fonts), box_of(other, fonts)
    return (
        min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 1
    )


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel.name)
@settings(max_examples=20)
@given(
    template=st.sampled_from([None, *Template]),
    blocks=st.lists(BLOCKS, max_size=5),
    title=WORDS,
    staged=st.booleans(),
)
def test_nothing_overlaps_leaves_its_page_or_is_too_small(  # noqa: PLR0917 - what is varied
    setter: PageSetter,
    fonts: Fonts,
    panel: Panel,
    template: Template | None,
    blocks: list[Block],
    title: str,
    staged: bool,
) -> None:
    manner = Manner(template=template, steps=STEPS if staged else ())

    laid = setter.lay_out(
        Revision(title=title, blocks=tuple(blocks)),
        board=Board.FINANCE,
        panel=panel,
        manner=manner,
    )

    least = round(36 * scale_of(panel))
    for page in laid.pages:
        marks = laid.marks(page)
        for mark in marks:
            left, top, right, bottom = box_of(mark, fonts)
            assert 0 <= left <= right <= laid.sheet.width, mark
            assert 0 <= top <= bottom <= laid.sheet.height, mark
            assert not isinstance(mark, Ink) or mark.style.size >= least
        inks = [mark for mark in marks if isinstance(mark, Ink)]
        photos = [mark for mark in marks if isinstance(mark, Photo)]
        solid: list[Mark] = [*inks, *photos]
        for one, other in combinations(solid, 2):
            assert not overlap(one, other, fonts), (one, other)
        assert all(mark.width > 0 for mark in marks if isinstance(mark, Fill))
