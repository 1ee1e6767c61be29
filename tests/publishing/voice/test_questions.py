from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from programme.echo import ECHO_TARGET, Echo, Progress, Result, approved_entries
from programme.questions import (
    Question,
    QuestionKind,
    Topic,
    TopicKind,
    number_of,
    sealed_question,
)
from programme.sealed_box import OpeningKey
from publishing.duties.duty import DutyKind
from publishing.errors import NotAllowed, NotThere, Refused, SamePerson, StateForbids
from publishing.oversight.journal import page, verify
from publishing.release.echo import make_echo
from publishing.release.errors import KeysMissing
from publishing.release.others import people_of
from publishing.release.voice_key import opening_key
from publishing.staff.offices import Held
from publishing.tables.people import Office
from publishing.tables.release import ReleaseDue
from publishing.tables.voice import QuestionState
from publishing.voice.forms import ReplyForm
from publishing.voice.views import QuestionView
from tests.fakes.delivery import (
    KIOSK,
    TIME_KEY,
    VOICE_KEY,
    Delivery,
    FakeDevice,
)
from tests.fakes.desk import County

NUMBER = number_of(7)
UNIT = "qinghe-liuwu"
FORM = ReplyForm(
    text="大厅里多放几把椅子",
    reply="可以。\n下周就放。",
    outcome="添 20 把。",
    publish=True,
    result=Result.TAKEN_UP,
    done_by=date(2026, 12, 1),
)


def came(
    delivery: Delivery,
    device: FakeDevice,
    *,
    key: OpeningKey = VOICE_KEY,
    **changed: Any,  # noqa: ANN401 - any field
) -> bytes:
    """Have a question come from a kiosk, each in a chain of its own."""
    values: dict[str, object] = {
        "number": NUMBER,
        "kind": QuestionKind.SUGGESTION,
        "topic": Topic(kind=TopicKind.OTHER, name="服务大厅"),
        "text": "大厅里多放几把椅子",
        "public": True,
        "device": device.id,
        "asked_at": delivery.county.clock.now(),
        "clock_sure": True,
    }
    asked = Question.model_validate(values | changed)
    device.links.clear()
    links = device.add(sealed_question(asked, key.public))
    body = device.batch(links, writer=f"voice-{asked.number[-6:]}")
    delivery.conversations.take_evidence(body)
    return body


def one(county: County) -> QuestionView:
    [found] = county.cases.questions.listing(county.people["publisher"])
    return found


def wall(county: County) -> Echo:
    with county.database.reading() as session:
        made = make_echo(session, VOICE_KEY.public)
    return Echo.parse(made.finish(3, county.clock.now()))


def routed(county: County) -> None:
    county.cases.questions.route(county.people["publisher"], NUMBER, unit=UNIT)


def drafted(county: County, form: ReplyForm = FORM) -> str:
    routed(county)
    county.cases.questions.reply(county.people["drafter"], NUMBER, form)
    reply = one(county).reply
    assert reply is not None
    return reply.digest()


def test_a_question_is_taken_in_once_and_answered_by_two_people_on_the_wall(
    delivery: Delivery, county: County, device: FakeDevice
) -> None:
    # REQ-50, REQ-51, REQ-52
    body = came(delivery, device)
    delivery.conversations.take_evidence(body)
    assert one(county).state is QuestionState.RECEIVED
    assert one(county).due_on == date(2026, 11, 30)
    assert wall(county).entries[0].progress is Progress.RECEIVED

    digest = drafted(county)
    assert wall(county).entries[0].shown is None
    county.cases.questions.approve(county.people["approver"], NUMBER, sha256=digest)

    echo = wall(county)
    people = people_of(approval=county.services.approval_key, time=TIME_KEY)
    [entry] = approved_entries(echo, people)
    assert entry.progress is Progress.ANSWERED
    assert entry.shown is not None
    assert entry.shown.reply.reply == "可以。\n下周就放。"
    assert entry.shown.reply.outcome == "添 20 把。"
    assert echo.sealing_key == VOICE_KEY.public
    with county.database.reading() as session:
        assert session.get(ReleaseDue, ECHO_TARGET) is not None
        acts = [line.act for line in page(session, subject=NUMBER)]
        assert verify(session).holds
    assert acts == [
        "question.answered",
        "question.replied",
        "question.routed",
        "question.received",
    ]


def test_the_wall_is_published_for_every_device(
    delivery: Delivery, device: FakeDevice
) -> None:
    came(delivery, device)

    outcome = delivery.publisher.publish_due()

    assert ECHO_TARGET in outcome.published


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


def test_what_belongs_elsewhere_is_referred_and_never_shown(
    delivery: Delivery, county: County, device: FakeDevice
) -> None:
    came(delivery, device, text="我要举报村里收红包")
    questions, people = county.cases.questions, county.people
    assert one(county).elsewhere == "misconduct"
    with pytest.raises(Refused):
        questions.refer(people["publisher"], NUMBER, where=" ")

    questions.refer(people["publisher"], NUMBER, where="纪检举报 12388")

    assert wall(county).entries[0].progress is Progress.REFERRED
    with pytest.raises(StateForbids):
        questions.route(people["publisher"], NUMBER, unit=UNIT)


def test_a_hard_question_has_fifteen_working_days_and_helpers(
    delivery: Delivery, county: County, device: FakeDevice
) -> None:
    # REQ-51
    came(delivery, device)

    county.cases.questions.route(
        county.people["publisher"],
        NUMBER,
        unit=UNIT,
        helpers=("qinghe", UNIT, "qinghe"),
        hard=True,
    )

    found = one(county)
    assert found.hard
    assert found.due_on == date(2026, 12, 14)
    assert len(found.helpers) == 1


def test_each_step_is_a_duty_of_who_has_it(
    delivery: Delivery, county: County, device: FakeDevice
) -> None:
    def kinds(who: str) -> set[DutyKind]:
        found = county.cases.duties.open(county.people[who])
        return {one.duty.kind for one in found}

    came(delivery, device)
    assert DutyKind.ROUTE in kinds("publisher")
    digest = drafted(county)
    assert DutyKind.APPROVE_REPLY in kinds("approver")
    county.cases.questions.send_back(county.people["approver"], NUMBER, reason="改")
    assert DutyKind.ANSWER in kinds("drafter")
    assert DutyKind.APPROVE_REPLY not in kinds("approver")
    assert digest


def test_not_everybody_may_do_everything(
    delivery: Delivery, county: County, device: FakeDevice
) -> None:
    came(delivery, device)
    questions, people = county.cases.questions, county.people
    with pytest.raises(NotAllowed):
        questions.route(people["drafter"], NUMBER, unit=UNIT)
    with pytest.raises(NotAllowed):
        questions.refer(people["drafter"], NUMBER, where="信访")
    with pytest.raises(StateForbids):
        questions.reply(people["drafter"], NUMBER, FORM)
    with pytest.raises(NotThere):
        questions.route(people["publisher"], NUMBER, unit="nowhere")
    with pytest.raises(NotThere):
        questions.route(people["publisher"], number_of(9), unit=UNIT)


def test_what_cannot_be_opened_is_kept_and_told(
    delivery: Delivery, county: County, device: FakeDevice
) -> None:
    came(delivery, device, key=OpeningKey.generate())

    assert county.cases.questions.listing(county.people["publisher"]) == ()
    with county.database.reading() as session:
        [told] = page(session, subject=device.id, limit=1)
    assert told.act == "question.unreadable"


def test_the_same_number_from_two_kiosks_keeps_the_first(
    delivery: Delivery, county: County, device: FakeDevice
) -> None:
    came(delivery, device)
    other = delivery.enrolled(KIOSK, "另一台")
    came(delivery, other, text="另一台上的另一句话")

    assert one(county).text == "大厅里多放几把椅子"


def test_the_key_is_made_once_and_a_broken_one_is_refused(tmp_path: Path) -> None:
    made = opening_key(tmp_path / "keys")

    assert opening_key(tmp_path / "keys").public == made.public
    [path] = (tmp_path / "keys").iterdir()
    assert path.stat().st_mode & 0o077 == 0
    path.write_text("no key")
    with pytest.raises(KeysMissing):
        opening_key(tmp_path / "keys")
