import pytest

from programme.blocks import Block, Cell, Paragraph, Revision, Table
from publishing.desk.relief_lists import CHILD, left_out, names_relief
from publishing.desk.screening import screened
from publishing.errors import Refused
from publishing.schedule.groups import NewGroup
from publishing.tables.disclosures import DraftState
from tests.fakes.desk import County


def table(*rows: tuple[str, ...], caption: str = "") -> Table:
    made = tuple(tuple(Cell(text=text) for text in row) for row in rows)
    return Table(header_rows=1, caption=caption, rows=made)


VILLAGE = "qinghe-liuwu"
RELIEF = table(
    ("序号", "户主", "家庭人口", "致贫原因", "月保障金额（元）"),
    ("1", "田一麦", "3", "因病", "1,500.00"),
)


# REQ-22
@pytest.mark.parametrize(
    ("heads", "line", "title", "gone"),
    [
        (
            ("序号", "户主姓名", "人口（人）", "家庭成员姓名", "致贫原因", "元"),
            ("1", "田一麦", "3", "田二麦", "因病", "1,500.00"),
            "十月低保对象公示",
            {3: "家庭成员姓名", 4: "致贫原因"},
        ),
        (
            ("姓名", "与户主关系", "残疾等级", "发放标准"),
            ("田一麦", "本人", "二级", "800"),
            "临时救助发放名单",
            {1: "与户主关系", 2: "残疾等级"},
        ),
        (("户主", "补贴面积", "金额"), ("田一麦", "3.2", "9.00"), "惠农补贴", {}),
        (("类别", "户数", "人数"), ("城市低保", "4", "5"), "低保资金发放", {}),
        (
            ("学生姓名", "年级", "资助金额"),
            ("田小麦", "三年级", "500"),
            "资助名单",
            {0: CHILD},
        ),
        (
            ("监护人姓名", "受助儿童", "金额"),
            ("田一麦", "田小麦", "500"),
            "困境儿童补贴",
            {1: CHILD},
        ),
        (("姓名", "班级"), ("田小麦", "一班"), "新生学生分班", {0: CHILD}),
        (("姓名", "学校"), ("田一麦", "师范"), "大学生村官拟聘用公示", {}),
        (("学校", "学生", "教师"), ("中心小学", "412", "31"), "学校情况", {}),
    ],
)
def test_relief_shows_household_number_and_amount_and_no_child_is_named(
    heads: tuple[str, ...], line: tuple[str, ...], title: str, gone: dict[int, str]
) -> None:
    assert left_out(table(heads, line), title) == gone


def _screened(*blocks: Block, title: str) -> tuple[Block, ...]:
    made = screened(Revision(title=title, blocks=blocks))
    return made.revision.blocks


def test_what_may_not_be_shown_is_gone_from_what_is_signed() -> None:
    """REQ-22."""
    (left,) = _screened(RELIEF, title="低保公示")
    (nothing,) = _screened(table(("儿童姓名",), ("田小麦",)), title="入园")

    assert isinstance(left, Table)
    assert [cell.text for cell in left.rows[1]] == ["1", "田一麦", "3", "1,500.00"]
    assert isinstance(nothing, Paragraph)
    assert "田小麦" not in nothing.text


def test_relief_is_known_by_title_caption_or_head_and_only_with_persons() -> None:
    plain = table(("姓名", "金额"), ("田一麦", "9.00"))

    assert names_relief(plain, "低保公示")
    assert names_relief(plain.model_copy(update={"caption": "临时救助"}), "公示")
    assert names_relief(table(("救助对象", "金额"), ("田一麦", "9")), "公示")
    assert not names_relief(plain, "任前公示")
    assert not names_relief(table(("类别", "人数"), ("低保", "9")), "低保")


def test_a_list_of_relief_hangs_in_its_own_village_alone(county: County) -> None:
    """REQ-22."""
    admin, groups = county.people["admin"], county.cases.groups
    hall = next(one for one in groups.listing(admin) if "screen" in one.id)
    values = hall.form.model_dump() | {"id": "qinghe-liuwu-screen", "unit": VILLAGE}
    groups.create(admin, NewGroup.model_validate(values))
    elsewhere = county.draft(title="低保公示", blocks=[RELIEF])
    at_home = county.draft(
        title="低保公示", blocks=[RELIEF], groups=("qinghe-liuwu-screen",)
    )

    with pytest.raises(Refused, match="只在本村公开"):
        county.submit(elsewhere)

    assert county.submit(at_home).line.state is DraftState.SUBMITTED


PERSONS = table(("户主", "补助金额"), ("田一麦", "900"))


def test_a_villages_list_of_persons_hangs_in_that_village_alone(
    county: County,
) -> None:
    """REQ-22."""
    at_the_hall = county.draft(title="改厕补助", blocks=[PERSONS])

    with pytest.raises(Refused, match="村里的人员名单只在本村公开"):
        county.submit(at_the_hall)


def test_the_county_may_list_whom_it_appoints(county: County) -> None:
    """REQ-22."""
    appointed = table(("姓名", "拟任职务"), ("田一麦", "站长"))
    draft = county.draft(title="任前公示", blocks=[appointed], unit="qinghe")

    assert county.submit(draft).line.state is DraftState.SUBMITTED
