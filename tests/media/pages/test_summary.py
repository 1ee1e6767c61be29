import pytest

from media.pages.fonts import find_fonts
from media.pages.manner import Manner
from media.pages.setter import PageSetter
from media.pages.summary import proposed_points, whole_words
from programme.blocks import Block, Heading, ListBlock, Paragraph, Revision
from programme.boards import Board
from programme.layout import Panel
from tests.fakes.set_pages import FINANCE

_SENTENCE = "到 2035 年，耕地保有量不低于 38.6 万亩。"


def plan(chapters: int, paragraphs: int = 12) -> Revision:
    blocks: list[Block] = []
    for number in range(1, chapters + 1):
        blocks.append(Heading(level=1, text=f"第 {number} 章 目标"))
        blocks += [Paragraph(text=_SENTENCE * 5) for _ in range(paragraphs)]
    return Revision(title="清禾县国土空间规划", blocks=tuple(blocks))


def test_a_disclosure_above_twenty_pages_becomes_a_summary(
    setter: PageSetter, landscape: Panel
) -> None:
    manner = Manner(about="政策文件", coded=True)

    pages = setter.set_pages(
        plan(6), board=Board.GOV, panel=landscape, images={}, manner=manner
    )

    whole = pages[0].whole
    assert whole > 20
    assert len(pages) == 1
    assert pages[0].words.splitlines()[:3] == [
        "清禾县国土空间规划",
        "政策文件",
        "· 第 1 章 目标",
    ]
    assert pages[0].words.endswith(f"全文 {whole} 屏页，扫码或到触摸屏查看")


def test_up_to_twenty_pages_are_shown_whole(landscape: Panel) -> None:
    setter = PageSetter(find_fonts(), most_shown=20)

    pages = setter.set_pages(plan(2, 5), board=Board.GOV, panel=landscape, images={})

    assert 1 < len(pages) <= 20
    assert {page.whole for page in pages} == {0}


def test_the_points_that_the_drafter_chose_are_those_on_the_page(
    setter: PageSetter, landscape: Panel
) -> None:
    chosen = ("耕地保有量不低于 38.6 万亩", "有意见到 12 号窗口提")

    pages = setter.set_pages(
        plan(6),
        board=Board.GOV,
        panel=landscape,
        images={},
        manner=Manner(points=chosen),
    )

    said = "\n".join(page.words for page in pages)
    assert all(f"· {point}" in said for point in chosen)
    assert "第 1 章" not in said


def test_three_hundred_pages_are_laid_out_in_time(
    setter: PageSetter, portrait: Panel
) -> None:
    pages = setter.set_pages(plan(40, 16), board=Board.GOV, panel=portrait, images={})

    assert pages[0].whole > 300
    assert len(pages) == 1


def test_headings_are_proposed_before_totals_sentences_and_entries() -> None:
    revision = Revision(
        title="公开",
        blocks=(
            Paragraph(text="第一句。第二句。"),
            Heading(level=2, text="小节"),
            ListBlock(ordered=False, entries=("一条", "一条")),
            Heading(level=1, text="一、 总则"),
            FINANCE,
        ),
    )

    assert proposed_points(revision) == (
        "一、 总则",
        "合计：收入 120,630.55，支出 70,730.40（元）",
        "小节",
        "第一句。",
        "一条",
    )


@pytest.mark.parametrize(
    ("coded", "at_kiosk", "words"),
    [
        (True, True, "全文 34 屏页，扫码或到触摸屏查看"),
        (False, True, "全文 34 屏页，请到触摸屏查看"),
        (True, False, "全文 34 屏页，请扫码查看"),
    ],
)
def test_the_page_says_where_the_whole_is(
    coded: bool,
    at_kiosk: bool,
    words: str,
) -> None:
    assert whole_words(34, coded=coded, at_kiosk=at_kiosk) == words
