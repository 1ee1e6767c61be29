"""What becomes of a version after its end is signed with it (REQ-22)."""

from datetime import date

import pytest

from programme.afterwards import Afterwards
from programme.blocks import Block, Cell, Paragraph, Revision, Table
from programme.boards import Audience, Board, KindOfAct
from publishing.desk.afterlife import afterwards_of
from publishing.desk.content import DraftForm
from publishing.desk.screening import Kept

PROSE = Paragraph(text="柳坞村村道硬化工程已经完工，验收合格。")
PERSONS = Table(
    caption="名单",
    header_rows=1,
    rows=(
        (Cell(text="姓名"), Cell(text="金额")),
        (Cell(text="甲某某"), Cell(text="300.00")),
    ),
)
FORM = DraftForm(
    title="村务公开",
    board=Board.VILLAGE,
    category="村务",
    settled_on=date(2026, 11, 20),
    mandate="immediate",
    groups=("qinghe-hall-screen",),
)
KEPT = Kept(text="13900001111", reason="村务监督电话，本人同意公开。")


@pytest.mark.parametrize(
    ("changes", "block", "rule"),
    [
        ({}, PROSE, Afterwards(past_days=365)),
        ({"kind_of_act": KindOfAct.ANNOUNCEMENT}, PROSE, Afterwards(past_days=365)),
        ({"kind_of_act": KindOfAct.PUBLIC_NOTICE}, PROSE, Afterwards()),
        ({"audience": Audience.PARTY_MEMBERS}, PROSE, Afterwards()),
        ({}, PERSONS, Afterwards(erased=True)),
        ({"audience": Audience.VILLAGE_RESIDENTS}, PERSONS, Afterwards(erased=True)),
        (
            {"kind_of_act": KindOfAct.PUBLIC_NOTICE},
            PERSONS,
            Afterwards(erased=True),
        ),
        ({"kept_personal": (KEPT,)}, PROSE, Afterwards(erased=True)),
    ],
)
def test_who_is_named_is_forgotten_and_all_else_may_be_looked_up(
    changes: dict[str, object], block: Block, rule: Afterwards
) -> None:
    form = FORM.model_copy(update=changes)
    revision = Revision(title=form.title, blocks=(block,))

    assert afterwards_of(form, revision, past_days=365) == rule
