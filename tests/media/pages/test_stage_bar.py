import pytest

from media.pages.fonts import Fonts
from media.pages.sheet import Sheet
from media.pages.stage_bar import StageBarSetter, Step, StepState, steps_of_table
from programme.blocks import Table
from tests.fakes.account_blocks import cells


def table(*rows: tuple[str, ...]) -> Table:
    return Table(header_rows=1, rows=tuple(cells(*row) for row in rows))


# REQ-9
def test_a_table_of_stages_says_how_far_each_is() -> None:
    found = steps_of_table(
        table(("阶段", "进度"), ("招标", "已完成"), ("施工", "60%"), ("验收", "未开始"))
    )

    assert [(step.name, step.state, step.words) for step in found] == [
        ("招标", StepState.DONE, "已完成"),
        ("施工", StepState.NOW, "60%"),
        ("验收", StepState.TO_COME, "未开始"),
    ]


@pytest.mark.parametrize(
    "found",
    [
        table(("小区", "进度"), ("清河苑", "已完成"), ("柳荫里", "施工中")),
        table(("阶段", "进度"), ("招标", "见附件"), ("施工", "施工中")),
        table(("阶段", "进度"), ("招标", "已完成")),
        table(("阶段", "进度", "时间"), ("招标", "已完成", "3 月"), ("a", "b", "c")),
    ],
    ids=["no stages", "unknown words", "one stage", "three columns"],
)
def test_other_tables_stay_tables(found: Table) -> None:
    assert steps_of_table(found) == ()


def test_every_stage_says_in_words_how_far_it_is(sheet: Sheet, fonts: Fonts) -> None:
    steps = tuple(Step(name=state.value, state=state) for state in StepState)

    strip = StageBarSetter(sheet, fonts).strip(steps)

    assert strip is not None
    assert strip.pieces[0].words == "done 已完成\nnow 正在进行\nto_come 还没开始"


def test_names_that_do_not_fit_make_no_bar(sheet: Sheet, fonts: Fonts) -> None:
    steps = (Step(name="长" * 40, state=StepState.NOW),) * 2

    assert StageBarSetter(sheet, fonts).strip(steps) is None
