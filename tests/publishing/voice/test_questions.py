from datetime import date
from pathlib import Path

import pytest

from programme.echo import ECHO_TARGET, Progress, approved_entries
from programme.questions import number_of
from programme.sealed_box import OpeningKey
from publishing.duties.duty import DutyKind
from publishing.errors import NotAllowed, NotThere, Refused, StateForbids
from publishing.oversight.journal import page, verify
from publishing.release.errors import KeysMissing
from publishing.release.others import people_of
from publishing.release.voice_key import opening_key
from publishing.tables.release import ReleaseDue
from publishing.tables.voice import QuestionState
from tests.fakes.answered_questions import FORM, NUMBER, UNIT, drafted, one, wall
from tests.fakes.asked_questions import brought, came
from tests.fakes.delivery import KIOSK, TIME_KEY, VOICE_KEY, Delivery, FakeDevice
from tests.fakes.desk import County


def test_a_question_is_taken_in_once_and_answered_by_two_people_on_the_wall(
    delivery: Delivery, county: County, device: FakeDevice
) -> None:
    # REQ-50, REQ-51, REQ-52
    body = brought(delivery, device, NUMBER)
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
