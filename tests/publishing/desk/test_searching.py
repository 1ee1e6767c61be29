from datetime import date

import pytest

from programme.blocks import Cell, Paragraph, Table
from programme.boards import Board
from publishing.desk.searching import A_LEAF, Searching, Sought
from publishing.tables.disclosures import DraftState
from tests.fakes.desk import County


def _titles(county: County, sought: Sought, who: str = "publisher") -> set[str]:
    found = county.cases.searching.find(county.people[who], sought)
    return {line.title for line in found.lines}


@pytest.fixture
def shelf(county: County) -> County:
    """Give a county with three matters."""
    table = Table(
        header_rows=0, rows=((Cell(text="清雪车ＡＢ１２"), Cell(text="42,000.00")),)
    )
    county.approved(
        title="冬季清雪安排", blocks=(table,), settled_on=date(2026, 11, 20)
    )
    county.draft(
        title="三季度财务收支",
        board=Board.VILLAGE,
        settled_on=date(2026, 10, 9),
        blocks=(Paragraph(text="收入 100% 到账"),),
    )
    county.submitted(title="公交线路调整", settled_on=date(2026, 11, 23))
    return county


@pytest.mark.parametrize(
    ("sought", "titles"),
    [
        (Sought(), {"冬季清雪安排", "三季度财务收支", "公交线路调整"}),
        (Sought(words="清雪"), {"冬季清雪安排"}),
        (Sought(words="ab12"), {"冬季清雪安排"}),
        (Sought(words="清雪 42,000"), {"冬季清雪安排"}),
        (Sought(words="清雪 公交"), set()),
        (Sought(words="2026-0001"), {"冬季清雪安排"}),
        (Sought(words="100%"), {"三季度财务收支"}),
        (Sought(words="100_"), set()),
        (Sought(words="paragraph"), set()),
        (Sought(board=Board.VILLAGE), {"三季度财务收支"}),
        (Sought(state=DraftState.APPROVED), {"冬季清雪安排"}),
        (Sought(state=DraftState.SUBMITTED), {"公交线路调整"}),
        (Sought(from_on=date(2026, 11, 21)), {"公交线路调整"}),
        (Sought(to_on=date(2026, 10, 9)), {"三季度财务收支"}),
        (
            Sought(from_on=date(2026, 11, 20), to_on=date(2026, 11, 20)),
            {"冬季清雪安排"},
        ),
        (Sought(drafter="没有这个人"), set()),
        (Sought(drafter="drafter", words="公交"), {"公交线路调整"}),
        (Sought(unit="qinghe-liuwu", words="公交"), {"公交线路调整"}),
        (Sought(unit="qinghe", words="公交"), set()),
    ],
)
def test_each_filter_narrows_what_is_found(
    shelf: County, sought: Sought, titles: set[str]
) -> None:
    assert _titles(shelf, sought) == titles


@pytest.mark.both_databases
def test_a_word_is_found_alike_whether_it_is_rare_or_common(shelf: County) -> None:
    rare, common = (Searching(acting=shelf.cases.acting, few=few) for few in (1_000, 0))
    who = shelf.people["publisher"]
    for words in (
        "清雪",
        "收入 100%",
        "0001",
        "公",
        "2026-0001 清雪",
        "没有的",
        "100_",
    ):
        for more in ({}, {"unit": "qinghe-liuwu"}, {"board": Board.VILLAGE}):
            sought = Sought(words=words, **more)
            assert rare.find(who, sought) == common.find(who, sought)


@pytest.mark.both_databases
def test_names_and_numbers_are_found_whatever_their_case(shelf: County) -> None:
    assert _titles(shelf, Sought(drafter="DRAFTER", words="公交")) == {"公交线路调整"}
    assert _titles(shelf, Sought(words="ＡＢ12")) == {"冬季清雪安排"}


def test_nobody_finds_what_is_not_of_their_units(shelf: County) -> None:
    shelf.people["stranger"] = shelf.join("stranger")

    assert _titles(shelf, Sought(), "stranger") == set()


@pytest.mark.both_databases
def test_only_the_newest_version_is_found(shelf: County) -> None:
    (line,) = shelf.cases.searching.find(
        shelf.people["drafter"], Sought(words="清雪车")
    ).lines
    shelf.clock.forward(hours=1)
    begun = shelf.cases.changing.change(shelf.people["drafter"], line.disclosure)
    form = begun.form.model_copy(update={"blocks": (Paragraph(text="改人工铲雪"),)})
    shelf.cases.drafting.edit(
        shelf.people["drafter"], begun.line.id, form, edition=begun.line.edition
    )

    assert _titles(shelf, Sought(words="清雪车")) == set()
    assert _titles(shelf, Sought(words="铲雪")) == {"冬季清雪安排"}


@pytest.mark.both_databases
def test_long_results_come_in_leaves(county: County) -> None:
    for number in range(A_LEAF + 3):
        county.clock.forward(minutes=1)
        county.draft(title=f"第 {number} 件")
    find, who = county.cases.searching.find, county.people["drafter"]

    first, second = find(who, Sought()), find(who, Sought(leaf=1))

    assert (len(first.lines), first.more) == (A_LEAF, True)
    assert (len(second.lines), second.more) == (3, False)
    assert first.lines[0].title == f"第 {A_LEAF + 2} 件"
    assert find(who, Sought(leaf=9)).lines == ()
