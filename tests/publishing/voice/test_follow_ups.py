from dataclasses import replace
from datetime import date

import pytest

from programme.echo import FollowUpState, Result, approved_entries
from programme.questions import QuestionKind
from publishing.duties.duty import Duty, DutyKind
from publishing.errors import NotAllowed, NotThere, Refused, SamePerson, StateForbids
from publishing.oversight.journal import page
from publishing.release.others import people_of
from publishing.staff.offices import Held
from publishing.tables.people import Office
from publishing.voice.forms import FollowUpForm, ReplyForm
from tests.fakes.answered_questions import one, wall
from tests.fakes.asked_questions import came
from tests.fakes.delivery import TIME_KEY, Delivery, FakeDevice
from tests.fakes.desk import County

UNIT = "qinghe-liuwu"
PROMISED = date(2026, 11, 30)
FORM = ReplyForm(
    text="大厅里多放几把椅子",
    reply="可以。",
    outcome="添 20 把",
    publish=True,
    result=Result.TAKEN_UP,
    done_by=PROMISED,
)
DONE = FollowUpForm(state=FollowUpState.DONE, words="放好了。")


def answered(county: County, number: str, form: ReplyForm = FORM) -> None:
    questions, people = county.cases.questions, county.people
    questions.route(people["publisher"], number, unit=UNIT)
    questions.reply(people["drafter"], number, form)
    view = one(county)
    assert view.reply is not None
    questions.approve(people["approver"], number, sha256=view.reply.digest())


def duties(county: County, who: str) -> list[Duty]:
    wanted = {DutyKind.FOLLOW_UP, DutyKind.APPROVE_REPLY}
    found = county.cases.duties.open(county.people[who])
    return [each.duty for each in found if each.duty.kind in wanted]


def approve(county: County, number: str, who: str = "approver") -> None:
    waiting = one(county).follow_ups[-1].follow_up
    county.cases.follow_ups.approve(county.people[who], number, sha256=waiting.digest())


def test_what_was_promised_is_looked_at_again_and_stands_on_the_wall(
    delivery: Delivery, county: County, device: FakeDevice
) -> None:
    # REQ-52
    number = came(delivery, device)
    answered(county, number)
    assert one(county).look_again_on == PROMISED
    [duty] = duties(county, "drafter")
    assert duty.kind is DutyKind.FOLLOW_UP
    assert duty.due is not None
    assert duty.due.target_on == PROMISED

    later = date(2026, 12, 15)
    goes_on = FollowUpForm(
        state=FollowUpState.UNDER_WAY, words="椅子还没有到。", done_by=later
    )
    county.cases.follow_ups.draft(county.people["drafter"], number, goes_on)
    assert duties(county, "drafter") == []
    assert wall(county).entries[0].came_of == ()
    [duty] = duties(county, "approver")
    assert duty.kind is DutyKind.APPROVE_REPLY
    approve(county, number)
    assert one(county).look_again_on == later
    county.cases.follow_ups.draft(county.people["drafter"], number, DONE)
    approve(county, number)

    assert one(county).look_again_on is None
    assert duties(county, "drafter") == []
    people = people_of(approval=county.services.approval_key, time=TIME_KEY)
    [entry] = approved_entries(wall(county), people)
    assert entry.shown is not None
    assert entry.shown.reply.result is Result.TAKEN_UP
    assert [told.follow_up.words for told in entry.came_of] == [
        "椅子还没有到。",
        "放好了。",
    ]
    with county.database.reading() as session:
        acts = [line.act for line in page(session, subject=number)]
    assert acts[:4] == [
        "question.came_of",
        "question.followed_up",
        "question.came_of",
        "question.followed_up",
    ]


def test_who_writes_what_came_of_it_does_not_approve_it(
    delivery: Delivery, county: County, device: FakeDevice
) -> None:
    number = came(delivery, device)
    follow_ups, people = county.cases.follow_ups, county.people
    people["both"] = county.join(
        "both",
        Held(unit="qinghe", office=Office.DRAFTER),
        Held(unit="qinghe", office=Office.APPROVER),
    )
    with pytest.raises(StateForbids):
        follow_ups.draft(people["drafter"], number, DONE)
    answered(county, number)
    with pytest.raises(NotThere):
        follow_ups.approve(people["approver"], number, sha256="0" * 64)
    follow_ups.draft(people["both"], number, DONE)
    assert duties(county, "both") == []

    with pytest.raises(SamePerson):
        approve(county, number, "both")
    with pytest.raises(NotAllowed):
        approve(county, number, "drafter")
    with pytest.raises(StateForbids):
        follow_ups.approve(people["approver"], number, sha256="0" * 64)
    with pytest.raises(StateForbids):
        follow_ups.draft(people["drafter"], number, DONE)

    follow_ups.send_back(people["approver"], number, reason="请写放在哪里")
    assert one(county).follow_ups == ()
    assert one(county).remark == "请写放在哪里"


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (replace(DONE, words=" \u200b"), "follow_up_words"),
        (replace(DONE, state=FollowUpState.UNDER_WAY), "done_by"),
        (replace(DONE, words="请打 0555-010-0201"), "personal_number"),
    ],
)
def test_what_says_nothing_or_too_much_is_refused(
    delivery: Delivery,
    county: County,
    device: FakeDevice,
    form: FollowUpForm,
    code: str,
) -> None:
    number = came(delivery, device)
    answered(county, number)
    with pytest.raises(Refused) as refused:
        county.cases.follow_ups.draft(county.people["drafter"], number, form)
    assert refused.value.code == code


def test_what_came_of_a_private_question_stands_nowhere(
    delivery: Delivery, county: County, device: FakeDevice
) -> None:
    number = came(delivery, device, public=False)
    answered(county, number, replace(FORM, publish=False))
    county.cases.follow_ups.draft(county.people["drafter"], number, DONE)
    approve(county, number)

    [entry] = wall(county).entries
    assert (entry.shown, entry.came_of) == (None, ())


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ((QuestionKind.SUGGESTION, {"result": None}), "result_missing"),
        ((QuestionKind.SUGGESTION, {"result": Result.FOUND}), "result_kind"),
        ((QuestionKind.SUGGESTION, {"outcome": " "}), "outcome_missing"),
        ((QuestionKind.SUGGESTION, {"done_by": None}), "done_by"),
        ((QuestionKind.SUGGESTION, {"done_by": date(2026, 11, 22)}), "done_by"),
        ((QuestionKind.COMPLAINT, {"result": None}), "result_missing"),
        ((QuestionKind.ENQUIRY, {}), "result_kind"),
    ],
)
def test_a_suggestion_and_a_serious_complaint_get_a_result_of_their_own_kind(
    delivery: Delivery,
    county: County,
    device: FakeDevice,
    case: tuple[QuestionKind, dict[str, object]],
    code: str,
) -> None:
    # REQ-52
    kind, changed = case
    number = came(delivery, device, kind=kind)
    questions, people = county.cases.questions, county.people
    questions.route(people["publisher"], number, unit=UNIT, hard=True)

    with pytest.raises(Refused) as refused:
        questions.reply(people["drafter"], number, replace(FORM, **changed))  # type: ignore[arg-type]
    assert refused.value.code == code


def test_what_is_not_taken_up_or_only_asked_promises_no_day(
    delivery: Delivery, county: County, device: FakeDevice
) -> None:
    number = came(delivery, device)
    refused = replace(FORM, result=Result.NOT_TAKEN_UP, outcome="大厅放不下")
    answered(county, number, refused)

    assert one(county).look_again_on is None
    [entry] = wall(county).entries
    assert entry.shown is not None
    assert entry.shown.reply.done_by is None
