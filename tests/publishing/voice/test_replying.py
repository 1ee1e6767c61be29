from dataclasses import replace
from typing import Any

import pytest

from programme.echo import Progress, Result
from publishing.errors import NotAllowed, Refused, SamePerson, StateForbids
from publishing.staff.offices import Held
from publishing.tables.people import Office
from publishing.tables.voice import QuestionState
from publishing.voice.forms import ReplyForm
from tests.fakes.answered_questions import FORM, NUMBER, drafted, one, routed, wall
from tests.fakes.asked_questions import came
from tests.fakes.delivery import Delivery, FakeDevice
from tests.fakes.desk import County


def test_who_drafts_a_reply_does_not_approve_it(
    delivery: Delivery, county: County, device: FakeDevice
) -> None:
    came(delivery, device)
    digest = drafted(county)
    questions, people = county.cases.questions, county.people
    with pytest.raises(NotAllowed):
        questions.approve(people["drafter"], NUMBER, sha256=digest)
    with pytest.raises(StateForbids):
        questions.approve(people["approver"], NUMBER, sha256="0" * 64)

    questions.send_back(people["approver"], NUMBER, reason="请写清哪一天")

    assert one(county).remark == "请写清哪一天"
    assert one(county).state is QuestionState.ROUTED
    with pytest.raises(StateForbids):
        questions.approve(people["approver"], NUMBER, sha256=digest)


def test_one_person_with_both_offices_does_not_sign_twice(
    delivery: Delivery, county: County, device: FakeDevice
) -> None:
    both = county.join(
        "both",
        Held(unit="qinghe", office=Office.DRAFTER),
        Held(unit="qinghe", office=Office.APPROVER),
    )
    came(delivery, device)
    routed(county)
    county.cases.questions.reply(both, NUMBER, FORM)
    reply = one(county).reply
    assert reply is not None

    with pytest.raises(SamePerson):
        county.cases.questions.approve(both, NUMBER, sha256=reply.digest())


@pytest.mark.parametrize(
    ("changed", "form", "code"),
    [
        ({"public": False}, {}, "not_public"),
        ({"text": "我要举报村里收红包"}, {}, "not_publishable"),
        ({}, {"text": "我要离婚找谁办"}, "not_publishable"),
        ({}, {"reply": "请打 13800001111"}, "personal_number"),
        ({}, {"reply": "  "}, "reply_words"),
        ({}, {"reply": "好，" * 600}, "reply_words"),
    ],
)
def test_what_must_not_be_published_is_refused(
    delivery: Delivery,
    device: FakeDevice,
    changed: dict[str, Any],
    form: dict[str, str],
    code: str,
) -> None:
    # REQ-50
    county = delivery.county
    came(delivery, device, **changed)
    routed(county)

    with pytest.raises(Refused) as refused:
        county.cases.questions.reply(
            county.people["drafter"],
            NUMBER,
            replace(FORM, **form),  # type: ignore[arg-type]
        )

    assert refused.value.code == code


def test_a_reply_that_is_not_public_is_told_by_its_state_alone(
    delivery: Delivery, county: County, device: FakeDevice
) -> None:
    came(delivery, device, public=False)
    form = ReplyForm(
        text="",
        reply="已经修好。",
        outcome="大厅放不下",
        publish=False,
        result=Result.NOT_TAKEN_UP,
    )
    digest = drafted(county, form)

    county.cases.questions.approve(county.people["approver"], NUMBER, sha256=digest)

    [entry] = wall(county).entries
    assert entry.progress is Progress.ANSWERED
    assert entry.shown is None
    assert entry.ask_at
    assert "修好" not in wall(county).canonical().decode()
