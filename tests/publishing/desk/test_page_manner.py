import pytest

from media.pages.manner import Manner
from media.pages.stage_bar import StepState
from media.pages.templates import Template
from programme.blocks import Cell, Paragraph, Revision, Table
from publishing.desk.page_manner import check_summary, manner_of
from publishing.errors import Refused
from publishing.tables.stages import Stage
from tests.fakes.desk import County


def test_what_the_drafter_wants_decides_how_pages_are_set(county: County) -> None:
    form = county.draft(
        template=Template.POLICY, summary_points=("一、总则",), category="政策文件"
    ).form

    manner = manner_of(form, stage=None, coded=True, at_kiosk=True)

    assert manner.template is Template.POLICY
    assert manner.points == ("一、总则",)
    assert manner.about == "政策文件"
    assert manner.coded
    assert manner.steps == ()


# REQ-9
def test_a_stage_says_which_were_disclosed_and_which_are_to_come(
    county: County,
) -> None:
    manner = manner_of(
        county.draft().form, stage=Stage.DURING, coded=False, at_kiosk=True
    )

    assert [(step.name, step.state, step.words) for step in manner.steps] == [
        ("事前", StepState.DONE, "已公开"),
        ("事中", StepState.NOW, "这一次公开"),
        ("事后", StepState.TO_COME, "还没到"),
    ]


TABLE = Table(header_rows=1, rows=((Cell(text="项目"),), (Cell(text="水渠"),)))
ONLY_ROWS = Revision(title="收支", blocks=(TABLE,))
PROSE = Revision(title="收支", blocks=(Paragraph(text="全年收入三万元。"),))


def test_a_summary_without_any_point_is_refused_before_it_hangs() -> None:
    """A title alone, for weeks, would disclose nothing to who passes by."""
    with pytest.raises(Refused, match="写上要点") as refused:
        check_summary(ONLY_ROWS, Manner(coded=True), whole=72)

    assert refused.value.code == "summary_empty"
    check_summary(ONLY_ROWS, Manner(points=("水渠一条",)), whole=72)
    check_summary(PROSE, Manner(), whole=72)


def test_the_whole_must_be_readable_somewhere() -> None:
    with pytest.raises(Refused, match="触摸屏的分组") as refused:
        check_summary(PROSE, Manner(at_kiosk=False), whole=72)

    assert refused.value.code == "whole_nowhere"
    check_summary(PROSE, Manner(at_kiosk=False, coded=True), whole=72)


def test_a_long_text_without_a_code_is_submitted_with_its_kiosk_or_not_at_all(
    county: County,
) -> None:
    points = ("耕地保有量不低于 38.6 万亩",)

    with pytest.raises(Refused, match="触摸屏的分组"):
        county.submitted(summary_points=points, groups=("qinghe-hall-screen",))

    assert county.submitted(summary_points=points).line.manifest_sha256
