from typing import Any

import pytest

from directory.answer import AnswerKind
from publishing.catalogue.items import ServiceSheet
from publishing.catalogue.trying import try_question
from publishing.errors import Refused
from tests.fakes.desk import County
from tests.fakes.hall_data import SHEET

ITEM: dict[str, Any] = SHEET["items"][0]


@pytest.fixture
def kept(county: County) -> County:
    """Give a county whose office edits three items of one card."""
    items = [
        ITEM
        | {
            "id": f"qinghe-card-{n}",
            "name": name,
            "plain_name": name,
            "phrases": [],
            "code": f"code-{n}",
        }
        for n, name in enumerate(("残疾人证新办", "残疾人证补办", "残疾人证换领"))
    ]
    county.cases.service_items.take_in(
        county.people["publisher"],
        ServiceSheet.model_validate(SHEET | {"items": items}),
    )
    return county


# REQ-32
def test_a_question_is_answered_from_what_is_not_published_yet(kept: County) -> None:
    upkeep, publisher = kept.cases.directory_upkeep, kept.people["publisher"]

    vague = upkeep.tried(publisher, question="残疾证")
    clear = upkeep.tried(publisher, question="残疾证丢了")
    nothing = upkeep.tried(publisher, question="明天天气怎么样")

    assert vague.answer.asks is not None
    assert [one.name for one in vague.answer.asks.options] == [
        "第一次办",
        "丢了、坏了，要补",
        "到期了，要换",
    ]
    assert clear.answer.matches[0].item == "qinghe-card-1"
    assert nothing.answer.kind is AnswerKind.NONE
    assert set(vague.items) == {f"qinghe-card-{n}" for n in range(3)}


def test_a_question_is_not_tried_on_more_items_than_can_be_gathered(
    kept: County,
) -> None:
    with (
        kept.database.reading() as session,
        pytest.raises(Refused, match="请发布后在触摸屏上试"),
    ):
        try_question(session, "残疾证", most=2)
